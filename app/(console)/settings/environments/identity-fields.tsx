"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { purposes } from "@/lib/domain/environments/environment-facts";
import type { FieldsProps } from "./environment-form";

/** Name, purpose, Region and where it answers. */
export function IdentityFields({ values, set, errors }: FieldsProps) {
  const t = useTranslations("environments");
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("form.name")} help={t("form.nameHelp")} error={errors.name} className="max-w-sm">
        <Input value={values.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <FieldSet legend={t("form.purpose")} error={errors.purpose}>
        <div className="grid grid-cols-3 gap-2 max-md:grid-cols-1">
          {purposes.map((purpose) => (
            <Choice
              key={purpose}
              name="purpose"
              value={purpose}
              checked={values.purpose === purpose}
              onChange={() => set({ purpose })}
              title={t(`purpose.${purpose}`)}
            >
              {t(`form.purposeHelp.${purpose}`)}
            </Choice>
          ))}
        </div>
      </FieldSet>
      <Field label={t("form.region")} help={t("form.regionHelp")} error={errors.region} className="max-w-sm">
        <Input isMono value={values.region} onChange={(event) => set({ region: event.target.value })} />
      </Field>
      <Field label={t("form.endpointUrl")} help={t("form.endpointUrlHelp")} error={errors.endpointUrl} isOptional>
        <Input
          isMono
          inputMode="url"
          value={values.endpointUrl}
          onChange={(event) => set({ endpointUrl: event.target.value })}
        />
      </Field>
      {(values.purpose === "sandbox" || values.controlUrl !== "") && (
        <Field label={t("form.controlUrl")} help={t("form.controlUrlHelp")} error={errors.controlUrl} isOptional>
          <Input
            isMono
            inputMode="url"
            value={values.controlUrl}
            onChange={(event) => set({ controlUrl: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
