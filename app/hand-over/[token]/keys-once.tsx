"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { takeKeysAction } from "@/lib/server/handover/link-actions";

interface ShownKey {
  outsideIpAddress: string;
  key: string;
}

/** The button that uses up the link, and then the keys, which are in this page's memory and nowhere else. */
export function KeysOnce({ token }: { token: string }) {
  const t = useTranslations("handover-links.visit.once");
  const [keys, setKeys] = useState<ShownKey[]>();
  const { act, isActing, error } = useAct(takeKeysAction, setKeys);
  if (keys !== undefined) return <Keys keys={keys} />;
  return (
    <>
      <p>{t("keys")}</p>
      <p className="text-text-2">{t("after")}</p>
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <Button variant="primary" className="self-start" busy={isActing} onClick={() => void act({ token })}>
        <KeyRound aria-hidden="true" />
        {t("show")}
      </Button>
    </>
  );
}

function Keys({ keys }: { keys: readonly ShownKey[] }) {
  const t = useTranslations("handover-links.visit.once");
  return (
    <div role="status" className="flex flex-col gap-3">
      <Notice tone="degraded">{t("shown")}</Notice>
      <dl className="flex flex-col gap-3">
        {keys.map(({ outsideIpAddress, key }) => (
          <div key={outsideIpAddress}>
            <dt className="text-xs text-muted">{t("tunnel", { address: outsideIpAddress })}</dt>
            <dd className="mt-0.5 flex items-start gap-1 rounded-md border border-border bg-sunken p-2">
              <code className="mono min-w-0 grow break-all">{key}</code>
              <CopyButton text={key} name={t("name", { address: outsideIpAddress })} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
