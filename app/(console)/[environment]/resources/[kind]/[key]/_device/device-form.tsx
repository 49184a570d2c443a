"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";

interface Device {
  family: string;
  ikeVersion: IkeVersion;
  platform: string;
  softwareVersion: string;
}

interface DeviceFormProps {
  environmentSlug: string;
  customerGateway: string;
  families: readonly { id: string; label: string; ikeVersions: readonly IkeVersion[] }[];
  /** Null where none is remembered. */
  device: Device | null;
  save: (input: Device & { environmentSlug: string; customerGateway: string }) => Promise<ActionResult<void>>;
}

const NAME_LENGTH_MAX = 120;

/** The button and the form by which somebody says which device it is. */
export function DeviceForm({ device, ...props }: DeviceFormProps) {
  const t = useTranslations("handover-links.device");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button size="small">{t(device ? "change" : "choose")}</Button>
      </DialogTrigger>
      <DialogContent title={t("question")} description={t("about")}>
        <DeviceFields {...props} device={device} onDone={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function DeviceFields({ families, device, save, onDone, ...address }: DeviceFormProps & { onDone: () => void }) {
  const t = useTranslations("handover-links.device");
  const [values, setValues] = useState<Device>(() => firstValues(families, device));
  const { act, isActing, error } = useAct(save, onDone);
  const versions = families.find(({ id }) => id === values.family)?.ikeVersions ?? [];
  return (
    <form
      className="mt-3 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const { family, ikeVersion, platform, softwareVersion } = values;
        void act({ ...address, family, ikeVersion, platform, softwareVersion });
      }}
    >
      <Field label={t("family")}>
        <Select
          value={values.family}
          options={families.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => {
            const family = families.find(({ id }) => id === event.target.value);
            if (family) setValues({ ...values, family: family.id, ikeVersion: newest(family.ikeVersions) });
          }}
        />
      </Field>
      <Field label={t("ike")}>
        <Select
          value={values.ikeVersion}
          options={versions.map((value) => ({ value, label: t(`ikeVersion.${value}`) }))}
          onChange={(event) => setValues({ ...values, ikeVersion: event.target.value === "ikev1" ? "ikev1" : "ikev2" })}
        />
      </Field>
      <Field label={t("platform")} isOptional>
        <Input
          value={values.platform}
          maxLength={NAME_LENGTH_MAX}
          onChange={(event) => setValues({ ...values, platform: event.target.value })}
        />
      </Field>
      <Field label={t("version")} isOptional>
        <Input
          value={values.softwareVersion}
          maxLength={NAME_LENGTH_MAX}
          onChange={(event) => setValues({ ...values, softwareVersion: event.target.value })}
        />
      </Field>
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <DialogActions keepLabel={t("cancel")} actLabel={t("save")} isActing={isActing} />
    </form>
  );
}

function firstValues(families: DeviceFormProps["families"], device: Device | null): Device {
  const [first] = families;
  if (device) return device;
  return { family: first?.id ?? "", ikeVersion: newest(first?.ikeVersions ?? []), platform: "", softwareVersion: "" };
}

function newest(versions: readonly IkeVersion[]): IkeVersion {
  return versions.includes("ikev2") ? "ikev2" : "ikev1";
}
