"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface ConfirmCodeProps {
  setup: { secret: string; qr: { size: number; path: string } };
  error: string | undefined;
  isActing: boolean;
  onCode: (code: string) => void;
  onCancel: () => void;
}

/** The QR code for the app, and the first code back from it. */
export function ConfirmCode({ setup: { secret, qr }, error, isActing, onCode, onCancel }: ConfirmCodeProps) {
  const t = useTranslations("access.account.twoFactor");
  const [code, setCode] = useState("");
  return (
    <form
      noValidate
      className="flex flex-wrap gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
      }}
    >
      {/* Dark on light in every theme: many scanners do not read the inverse. */}
      <svg
        role="img"
        aria-label={t("qr")}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="size-44 rounded-md border border-border"
      >
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="flex min-w-60 max-w-sm flex-1 flex-col gap-4">
        <p className="text-text-2">{t("scan")}</p>
        <p className="text-xs text-muted">
          {t("secret")} <CopyId id={secret} className="whitespace-normal break-all" />
        </p>
        <Field label={t("code")} error={error}>
          <Input
            isMono
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" busy={isActing}>
            {t("confirm")}
          </Button>
          <Button onClick={onCancel}>{t("cancel")}</Button>
        </div>
      </div>
    </form>
  );
}
