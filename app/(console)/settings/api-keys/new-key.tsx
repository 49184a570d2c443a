"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** A key right after it was made: the only time that it is shown. */
export function NewKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const t = useTranslations("access.keys.made");
  return (
    <Notice
      tone="degraded"
      role="status"
      action={
        <Button size="small" onClick={onDone}>
          {t("done")}
        </Button>
      }
    >
      <p>{t("text")}</p>
      <p className="mt-1 flex items-center gap-1">
        <code className="mono break-all">{apiKey}</code>
        <CopyButton text={apiKey} name={t("name")} />
      </p>
    </Notice>
  );
}
