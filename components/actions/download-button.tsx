"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { type DownloadFailure, saveDownload } from "./save-download";

interface DownloadButtonProps {
  /** Asked for the address at the moment of the press, where it depends on what is ticked then. */
  href: string | (() => string);
  label: string;
  variant?: "primary" | "default";
  /** While what it would download is being read. */
  isBusy?: boolean;
  disabledReason?: string;
}

/** Fetches a file and saves it, and says why where none comes. */
export function DownloadButton({
  href,
  label,
  variant = "primary",
  isBusy = false,
  disabledReason,
}: DownloadButtonProps) {
  const t = useTranslations("common.download");
  const [isSaving, startSaving] = useTransition();
  const [failure, setFailure] = useState<DownloadFailure | null>(null);
  return (
    <>
      <Button
        variant={variant}
        busy={isSaving || isBusy}
        disabledReason={disabledReason}
        className="self-start"
        onClick={() =>
          startSaving(async () => {
            setFailure(null);
            setFailure(await saveDownload(typeof href === "string" ? href : href()));
          })
        }
      >
        <Download aria-hidden="true" />
        {label}
      </Button>
      {failure && (
        <ErrorState title={t("failed")}>{failure.kind === "refused" ? failure.text : t(failure.kind)}</ErrorState>
      )}
    </>
  );
}
