"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { type DownloadFailure, saveDownload } from "./save-download";

interface DownloadButtonProps {
  href: string;
  /** While what it would download is being read. */
  isBusy: boolean;
  disabledReason?: string;
}

/** Fetches the file and saves it, and says why where none comes. */
export function DownloadButton({ href, isBusy, disabledReason }: DownloadButtonProps) {
  const t = useTranslations("connections.configuration");
  const [isSaving, startSaving] = useTransition();
  const [failure, setFailure] = useState<DownloadFailure | null>(null);
  return (
    <>
      <Button
        variant="primary"
        busy={isSaving || isBusy}
        disabledReason={disabledReason}
        className="self-start"
        onClick={() =>
          startSaving(async () => {
            setFailure(null);
            setFailure(await saveDownload(href));
          })
        }
      >
        <Download aria-hidden="true" />
        {t("download")}
      </Button>
      {failure && (
        <ErrorState title={t("failed")}>{failure.kind === "refused" ? failure.text : t(failure.kind)}</ErrorState>
      )}
    </>
  );
}
