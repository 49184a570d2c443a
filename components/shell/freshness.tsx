"use client";

import { useTranslations } from "next-intl";
import { Age, useAgeMs } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import { Instant } from "@/components/ui/instant";
import type { Freshness as FreshnessFacts } from "./shell-types";

/** "As of 14:02:31 · 18 s ago": how old all that is shown may be. A dashed ring from three missed polls on. */
export function Freshness({ readAt, staleAfterMs, className }: FreshnessFacts & { className?: string }) {
  const t = useTranslations("shell.freshness");
  const isStale = useAgeMs(new Date(readAt)) > staleAfterMs;
  return (
    <span
      className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-text-2 tabular-nums", className)}
    >
      <span
        aria-hidden="true"
        className={
          isStale
            ? "size-2 rounded-full border-[1.5px] border-dashed border-unknown"
            : "size-1.5 rounded-full bg-up forced-color-adjust-none"
        }
      />
      {isStale && <span className="sr-only">{t("stale")}</span>}
      <span className="max-md:hidden">{t.rich("asOf", { time: () => <Instant at={readAt} shape="time" /> })}</span>
      <span className="text-muted">
        <span className="max-md:hidden">· </span>
        <Age since={readAt} form="ago" />
      </span>
    </span>
  );
}
