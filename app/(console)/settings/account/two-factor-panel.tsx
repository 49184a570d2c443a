"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import { AskPassword } from "./ask-password";
import { ConfirmCode } from "./confirm-code";

interface Setup {
  secret: string;
  qr: { size: number; path: string };
  backupCodes: string[];
}

interface TwoFactorPanelProps {
  /** Whose codes they are, for the browser's password store. */
  email: string;
  isOn: boolean;
  actions: {
    begin: (input: { password: string }) => Promise<ActionResult<Setup>>;
    confirm: (input: { code: string }) => Promise<ActionResult<void>>;
    disable: (input: { password: string }) => Promise<ActionResult<void>>;
  };
}

/** One-time codes after the password: off, being set up, just turned on with its backup codes, on. */
export function TwoFactorPanel({ email, isOn, actions }: TwoFactorPanelProps) {
  const t = useTranslations("access.account.twoFactor");
  const [setup, setSetup] = useState<Setup>();
  const [backupCodes, setBackupCodes] = useState<string[]>();
  const beginning = useAct(actions.begin, setSetup);
  const confirming = useAct(actions.confirm, () => {
    setBackupCodes(setup?.backupCodes);
    setSetup(undefined);
    toast.success(t("enabled"));
  });
  const disabling = useAct(actions.disable, () => {
    setBackupCodes(undefined);
    toast.success(t("disabled"));
  });
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <Badge tone={isOn ? "up" : "neutral"}>{isOn ? t("on") : t("off")}</Badge>
      </PanelHeader>
      <PanelBody className="flex flex-col gap-4">
        <p className="max-w-prose text-text-2">{isOn ? t("onText") : t("offText")}</p>
        {backupCodes && <BackupCodes codes={backupCodes} />}
        {!isOn && setup && (
          <ConfirmCode
            setup={setup}
            error={confirming.error ?? confirming.fieldErrors.code}
            isActing={confirming.isActing}
            onCode={(code) => void confirming.act({ code })}
            onCancel={() => {
              confirming.forget();
              setSetup(undefined);
            }}
          />
        )}
        {!isOn && !setup && (
          <AskPassword
            email={email}
            act={beginning}
            label={t("begin")}
            onPassword={(password) => beginning.act({ password })}
          />
        )}
        {isOn && (
          <AskPassword
            email={email}
            act={disabling}
            label={t("disable")}
            onPassword={(password) => disabling.act({ password })}
          />
        )}
      </PanelBody>
    </Panel>
  );
}

function BackupCodes({ codes }: { codes: string[] }) {
  const t = useTranslations("access.account.twoFactor");
  return (
    <div className="flex max-w-sm flex-col gap-2">
      <Notice tone="degraded">{t("backupText")}</Notice>
      <CodeBlock label={t("backupCodes")} code={codes.join("\n")} />
    </div>
  );
}
