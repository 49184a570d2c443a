"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useState, useTransition } from "react";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { type DownloadFailure, saveDownload } from "./save-download";

interface ConfigurationFormProps {
  slug: string;
  connectionKey: string;
  /** Families with the message keys of their texts. */
  choices: { id: string; label: string; platforms: string; ikeVersions: IkeVersion[] }[];
  device: string;
  ikeVersion: IkeVersion;
  isPossible: boolean;
  hasRight: boolean;
}

/** Chooses device and IKE version, which stand in the address, and downloads the file. */
export function ConfigurationForm(props: ConfigurationFormProps) {
  const { choices, device, ikeVersion, isPossible, hasRight } = props;
  const t = useTranslations("connections.configuration");
  const texts = useTranslations();
  const [isReading, startReading] = useTransition();
  const [isSaving, startSaving] = useTransition();
  const [includesKeys, setIncludesKeys] = useState(false);
  const [failure, setFailure] = useState<DownloadFailure | null>(null);
  const [, setAddress] = useQueryStates(
    { device: parseAsString, ike: parseAsString },
    { shallow: false, scroll: false, startTransition: startReading },
  );
  const choice = choices.find(({ id }) => id === device);
  const reason = !hasRight ? t("noRight") : isPossible ? undefined : t("blocked");
  const href = `${connectionPath(props.slug, props.connectionKey)}/config/${device}?${new URLSearchParams({
    ike: ikeVersion,
    keys: includesKeys ? "include" : "leave-out",
  })}`;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-3 max-sm:grid-cols-1">
        <Field label={t("device")} help={choice && t("platforms", { platforms: texts(choice.platforms) })}>
          <Select
            value={device}
            aria-busy={isReading}
            options={choices.map(({ id, label }) => ({ value: id, label: texts(label) }))}
            onChange={(event) => void setAddress({ device: event.target.value, ike: null })}
          />
        </Field>
        <Field label={t("ike")}>
          <Select
            value={ikeVersion}
            aria-busy={isReading}
            options={(choice?.ikeVersions ?? []).map((value) => ({
              value,
              label: texts(`devices.ikeVersion.${value}`),
            }))}
            onChange={(event) => void setAddress({ ike: event.target.value })}
          />
        </Field>
      </div>
      <Checkbox
        label={t("includeKeys")}
        help={t("includeKeysHelp")}
        checked={includesKeys}
        disabled={!hasRight}
        onChange={(event) => setIncludesKeys(event.target.checked)}
      />
      <Button
        variant="primary"
        busy={isSaving || isReading}
        disabledReason={reason}
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
    </div>
  );
}
