"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { stagePath } from "@/components/setup/setup-path";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface FinishGuideProps {
  slug: string;
  id: string;
  /** Where one goes then; null for the list of guides. */
  to: string | null;
  finish: (input: { environmentSlug: string; id: string }) => Promise<ActionResult<void>>;
}

export function FinishGuide({ slug, id, to, finish }: FinishGuideProps) {
  const t = useTranslations("setup");
  const router = useRouter();
  const { act, isActing, error } = useAct(finish, () => router.push(to ?? environmentPath(slug, "/setup")));
  return (
    <footer className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-3 border-t border-border bg-background py-3">
      <Button onClick={() => router.push(stagePath(slug, id, "device"))}>{t("back")}</Button>
      <Button
        variant="primary"
        className="ml-auto"
        busy={isActing}
        onClick={() => void act({ environmentSlug: slug, id })}
      >
        {t("finish")}
      </Button>
      {error && (
        <Notice tone="down" role="alert" className="w-full">
          {error}
        </Notice>
      )}
    </footer>
  );
}
