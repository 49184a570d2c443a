"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";

export interface PageErrorProps {
  /** `digest` names the entry in the server's log; the message itself stays there. */
  error: Error & { digest?: string };
  reset: () => void;
}

/** What stands in place of a page that could not be rendered. */
export function PageError({ error, reset }: PageErrorProps) {
  const t = useTranslations("shell.crash");
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-24">
      <h1>{t("title")}</h1>
      <p className="text-text-2">{t("body")}</p>
      {error.digest && (
        <p className="text-xs text-muted">
          {t("reference")} <CopyId id={error.digest} />
        </p>
      )}
      <Button variant="primary" onClick={reset} className="mt-3">
        {t("action")}
      </Button>
    </div>
  );
}
