"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { stagePath } from "@/components/setup/setup-path";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { STAGES, type Stage } from "@/lib/domain/setup/stages";

interface ContinueToProps {
  slug: string;
  id: string;
  /** Where one is. */
  stage: Stage;
  /** Why one cannot go on yet; a sentence of `setup.wait`. */
  waitsFor?: string;
  /** False where the stages before are closed, because they were applied. */
  canGoBack: boolean;
  reach: (input: { environmentSlug: string; id: string; stage: Stage }) => Promise<ActionResult<void>>;
}

/** The foot of a stage that asks nothing: back, what is waited for, on. */
export function ContinueTo({ slug, id, stage, waitsFor, canGoBack, reach }: ContinueToProps) {
  const t = useTranslations("setup");
  const router = useRouter();
  const at = STAGES.indexOf(stage);
  const [previous, next] = [STAGES[at - 1], STAGES[at + 1]];
  const { act, isActing, error } = useAct(reach, () => next && router.push(stagePath(slug, id, next)));
  return (
    <footer className="sticky bottom-0 z-10 mt-8 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-border bg-background max-sm:justify-between py-3">
      {previous && canGoBack && <Button onClick={() => router.push(stagePath(slug, id, previous))}>{t("back")}</Button>}
      <span id="waits-for" className="ml-auto text-xs text-muted max-sm:order-first max-sm:w-full">
        {waitsFor}
      </span>
      {next && (
        <Button
          variant="primary"
          busy={isActing}
          disabledBy={waitsFor === undefined ? undefined : "waits-for"}
          onClick={() => void act({ environmentSlug: slug, id, stage: next })}
        >
          {t("continueTo", { stage: t(`stage.${next}`) })}
        </Button>
      )}
      {error && (
        <Notice tone="down" role="alert" className="w-full">
          {error}
        </Notice>
      )}
    </footer>
  );
}
