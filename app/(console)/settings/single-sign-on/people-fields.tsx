"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { roles } from "@/lib/domain/changes/rights";
import type { FieldsProps } from "./provider-form";

/** Whom the provider lets in, and as what. */
export function PeopleFields({ values, set, errors }: FieldsProps) {
  const t = useTranslations("access.sso");
  const tRoles = useTranslations("settings.roles");
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-text-2">{t("peopleText")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("scopes")} help={t("scopesHelp")} error={errors.scopes}>
          <Input isMono value={values.scopes} onChange={(event) => set({ scopes: event.target.value })} />
        </Field>
        <Field label={t("groupsClaim")} help={t("groupsClaimHelp")} error={errors.groupsClaim}>
          <Input isMono value={values.groupsClaim} onChange={(event) => set({ groupsClaim: event.target.value })} />
        </Field>
        <Field label={t("defaultRole")} help={t("defaultRoleHelp")} error={errors.defaultRole}>
          <Select
            value={values.defaultRole ?? ""}
            onChange={(event) => set({ defaultRole: roles.find((role) => role === event.target.value) ?? null })}
            options={[{ value: "", label: t("refuse") }, ...roles.map((value) => ({ value, label: tRoles(value) }))]}
          />
        </Field>
      </div>
    </div>
  );
}
