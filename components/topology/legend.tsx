"use client";

import { useTranslations } from "next-intl";
import type { LinePattern } from "@/components/status/health";
import { TunnelLine } from "@/components/status/tunnel-pair";

const patterns: readonly LinePattern[] = ["up", "down", "never-up", "unknown", "pending", "proposed"];

/** What the lines of the canvas mean. */
export function Legend() {
  const t = useTranslations("topology");
  const word = useTranslations("common.pair");
  return (
    <ul
      aria-label={t("legend")}
      className="flex h-[30px] items-center gap-3.5 rounded-md border border-border-strong bg-raised px-2.5 text-2xs text-text-2 max-lg:hidden"
    >
      {patterns.map((pattern) => (
        <li key={pattern} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <svg aria-hidden="true" width={22} height={8} fill="none" className="overflow-visible">
            <TunnelLine pattern={pattern} width={22} y={4} />
          </svg>
          {word(pattern)}
        </li>
      ))}
    </ul>
  );
}
