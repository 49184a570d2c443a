"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useState, useTransition } from "react";
import { useAct } from "@/components/actions/use-act";
import { handoverPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { makeHandoverAction } from "@/lib/server/handover/actions";
import { PreferredChoice, type PreferredChoiceProps } from "./preferred-choice";

interface MakeFormProps {
  slug: string;
  connectionKey: string;
  /** Families in words. */
  choices: {
    id: string;
    label: string;
    platforms: string;
    ikeVersions: { ikeVersion: IkeVersion; label: string }[];
  }[];
  device: string;
  ikeVersion: IkeVersion;
  preferred: Omit<PreferredChoiceProps, "onChoose">;
  /** What is known of the device, where it is the chosen one. */
  remembered: { platform: string; softwareVersion: string; text: string } | null;
  recipient: string;
  isPossible: boolean;
  hasRight: boolean;
}

/** What is judged stands in the address; what is only noted does not. */
export function MakeForm({ slug, connectionKey, preferred, remembered, ...props }: MakeFormProps) {
  const { choices, device, ikeVersion, isPossible, hasRight } = props;
  const t = useTranslations("handover.form");
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  const [, setAddress] = useQueryStates(
    { device: parseAsString, ike: parseAsString, prefer: parseAsString },
    { shallow: false, scroll: false, startTransition: startReading },
  );
  // The address follows what was pressed; what was pressed shows at once.
  const [chosen, setChosen] = useState(preferred.chosen);
  const [platform, setPlatform] = useState(remembered?.platform ?? "");
  const [softwareVersion, setSoftwareVersion] = useState(remembered?.softwareVersion ?? "");
  const [recipient, setRecipient] = useState(props.recipient);
  const { act, isActing, error } = useAct(makeHandoverAction, (made) => {
    if (made) router.push(handoverPath(slug, connectionKey, made.number));
  });
  const choice = choices.find(({ id }) => id === device);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const noted = { platform, softwareVersion, recipient, preferredTunnel: chosen };
        void act({ environmentSlug: slug, connectionKey, family: device, ikeVersion, ...noted });
      }}
    >
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3 max-sm:grid-cols-1">
        <Field label={t("device")} help={remembered?.text ?? choice?.platforms}>
          <Select
            value={device}
            aria-busy={isReading}
            options={choices.map(({ id, label }) => ({ value: id, label }))}
            onChange={(event) => void setAddress({ device: event.target.value, ike: null })}
          />
        </Field>
        <Field label={t("ike")}>
          <Select
            value={ikeVersion}
            aria-busy={isReading}
            options={(choice?.ikeVersions ?? []).map(({ ikeVersion: value, label }) => ({ value, label }))}
            onChange={(event) => void setAddress({ ike: event.target.value })}
          />
        </Field>
        <Field label={t("platform")} help={t("platformHelp")} isOptional>
          <Input value={platform} maxLength={120} onChange={(event) => setPlatform(event.target.value)} />
        </Field>
        <Field label={t("version")} isOptional>
          <Input value={softwareVersion} maxLength={120} onChange={(event) => setSoftwareVersion(event.target.value)} />
        </Field>
        <Field label={t("recipient")} help={t("recipientHelp")} isOptional>
          <Input value={recipient} maxLength={120} onChange={(event) => setRecipient(event.target.value)} />
        </Field>
      </div>
      <PreferredChoice
        {...preferred}
        chosen={chosen}
        onChoose={(address) => {
          setChosen(address);
          void setAddress({ prefer: address ?? "both" });
        }}
      />
      <div className="flex flex-col items-start gap-1">
        <Button
          type="submit"
          variant="primary"
          busy={isActing || isReading}
          disabledReason={!hasRight ? t("noRight") : isPossible ? undefined : t("blocked")}
        >
          {t("make")}
        </Button>
        <p className="text-xs text-muted">{t("makeHelp")}</p>
      </div>
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
    </form>
  );
}
