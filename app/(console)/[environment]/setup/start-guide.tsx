"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { stagePath } from "@/components/setup/setup-path";
import { Button } from "@/components/ui/button";
import type { StageAnswers } from "@/lib/domain/setup/answers";

type Begun = Partial<Omit<StageAnswers, "connection">>;

interface StartGuideProps {
  slug: string;
  /** What is known already, for instance from the map. */
  answers?: Begun;
  start: (input: { environmentSlug: string; name: string; answers?: Begun }) => Promise<ActionResult<{ id: string }>>;
}

export function StartGuide({ slug, answers, start }: StartGuideProps) {
  const t = useTranslations("setup");
  const router = useRouter();
  const { act, isActing, error } = useAct(start, (begun) => begun && router.push(stagePath(slug, begun.id, "needs")));
  return (
    <span className="flex flex-col items-end gap-1">
      <Button
        variant="primary"
        busy={isActing}
        onClick={() => void act({ environmentSlug: slug, name: "", ...(answers ? { answers } : {}) })}
      >
        {t("start")}
      </Button>
      {error && (
        <span role="alert" className="text-xs text-down-text">
          {error}
        </span>
      )}
    </span>
  );
}
