"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useState, useTransition } from "react";
import { DownloadButton } from "@/components/actions/download-button";
import { connectionPath } from "@/components/connections/connection-path";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { sampleIdOf, sampleValue } from "./sample-id";

interface ConfigurationFormProps {
  slug: string;
  connectionKey: string;
  /** Families with the message keys of their texts. */
  choices: { id: string; label: string; platforms: string; ikeVersions: IkeVersion[] }[];
  /** Devices for which AWS writes a file itself. */
  samples?: readonly { id: string; vendor: string; platform: string; software: string }[];
  /** One of either. */
  device: string;
  ikeVersion: IkeVersion;
  /** Which of AWS's two kinds, where the device is one of AWS's samples. */
  sampleType?: "compatibility" | "recommended";
  isPossible: boolean;
  hasRight: boolean;
}

/** Chooses device and IKE version, which stand in the address, and downloads the file. */
export function ConfigurationForm({ samples = [], sampleType = "compatibility", ...props }: ConfigurationFormProps) {
  const { choices, device, ikeVersion, isPossible, hasRight } = props;
  const t = useTranslations("connections.configuration");
  const texts = useTranslations();
  const [isReading, startReading] = useTransition();
  const [includesKeys, setIncludesKeys] = useState(false);
  const [, setAddress] = useQueryStates(
    { device: parseAsString, ike: parseAsString, sample: parseAsString },
    { shallow: false, scroll: false, startTransition: startReading },
  );
  const choice = choices.find(({ id }) => id === device);
  const isSample = sampleIdOf(device) !== null;
  const query = new URLSearchParams({
    ike: ikeVersion,
    keys: includesKeys ? "include" : "leave-out",
    ...(isSample ? { sample: sampleType } : {}),
  });
  const versions = isSample ? sampleVersions[sampleType] : (choice?.ikeVersions ?? []);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3 max-sm:grid-cols-1">
        <Field
          label={t("device")}
          help={choice ? t("platforms", { platforms: texts(choice.platforms) }) : t("sampleHelp")}
        >
          <Select
            value={device}
            aria-busy={isReading}
            options={[
              ...choices.map(({ id, label }) => ({
                value: id,
                label: texts(label),
                group: samples.length > 0 ? t("ours") : undefined,
              })),
              ...samples.map(({ id, ...names }) => ({
                value: sampleValue(id),
                label: t("sampleDevice", names),
                group: t("samples"),
              })),
            ]}
            onChange={(event) => void setAddress({ device: event.target.value, ike: null, sample: null })}
          />
        </Field>
        <Field label={t("ike")}>
          <Select
            value={ikeVersion}
            aria-busy={isReading}
            options={versions.map((value) => ({ value, label: texts(`devices.ikeVersion.${value}`) }))}
            onChange={(event) => void setAddress({ ike: event.target.value })}
          />
        </Field>
        {isSample && (
          <Field label={t("sampleType.label")} help={t(`sampleType.${sampleType}Help`)}>
            <Select
              value={sampleType}
              aria-busy={isReading}
              options={(["compatibility", "recommended"] as const).map((value) => ({
                value,
                label: t(`sampleType.${value}`),
              }))}
              onChange={(event) => void setAddress({ sample: event.target.value, ike: null })}
            />
          </Field>
        )}
      </div>
      <Checkbox
        label={t("includeKeys")}
        help={t(hasRight ? "includeKeysHelp" : "noRight")}
        checked={includesKeys}
        disabled={!hasRight}
        onChange={(event) => setIncludesKeys(event.target.checked)}
      />
      <DownloadButton
        href={`${connectionPath(props.slug, props.connectionKey)}/config/${device}?${query}`}
        label={t("download")}
        isBusy={isReading}
        disabledReason={isSample && !hasRight ? t("noRightToSamples") : isPossible ? undefined : t("blocked")}
      />
    </div>
  );
}

/** The recommended kind is for IKEv2 alone (GetVpnConnectionDeviceSampleConfiguration, SampleType). */
const sampleVersions: Record<"compatibility" | "recommended", readonly IkeVersion[]> = {
  compatibility: ["ikev2", "ikev1"],
  recommended: ["ikev2"],
};
