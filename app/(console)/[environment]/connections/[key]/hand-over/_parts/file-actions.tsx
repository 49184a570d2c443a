"use client";

import { useTranslations } from "next-intl";
import { DownloadButton } from "@/components/actions/download-button";

interface FileActionsProps {
  /** Where the file is. */
  href: string;
  hasRight: boolean;
  isOutdated: boolean;
}

/** The file to save: without keys for everybody who sees it, with them for who may. */
export function FileActions({ href, hasRight, isOutdated }: FileActionsProps) {
  const t = useTranslations("handover.file");
  const reason = !hasRight ? t("noRight") : isOutdated ? t("outdated") : undefined;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <DownloadButton href={`${href}?keys=leave-out`} label={t("download")} variant="default" />
        <DownloadButton
          href={`${href}?keys=include`}
          label={t("downloadWithKeys")}
          variant="default"
          disabledReason={reason}
        />
      </div>
      <p className="text-xs text-muted">{t("withKeysHelp")}</p>
    </div>
  );
}
