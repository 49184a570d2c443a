"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldsProps } from "./provider-form";
import { redirectUriFor } from "./redirect-uri";

interface ClientFieldsProps extends FieldsProps {
  redirectUri: string;
  /** True where a secret is kept for this issuer. */
  hasSecret: boolean;
}

/** Where the provider is, and as whom Underpass asks it. */
export function ClientFields({ values, set, errors, redirectUri, hasSecret }: ClientFieldsProps) {
  const t = useTranslations("access.sso");
  const address = redirectUriFor(redirectUri, values.slug);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("name")} help={t("nameHelp")} error={errors.name}>
        <Input value={values.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t("slug")} help={t("slugHelp")} error={errors.slug && t("slugRule")}>
        <Input isMono value={values.slug} onChange={(event) => set({ slug: event.target.value })} />
      </Field>
      <Field label={t("redirectUri")} help={t("redirectUriHelp")} className="sm:col-span-2">
        <Input isMono readOnly value={address} action={<CopyButton text={address} name={t("redirectUri")} />} />
      </Field>
      <Field label={t("issuer")} help={t("issuerHelp")} error={errors.issuer} className="sm:col-span-2">
        <Input
          isMono
          type="url"
          placeholder="https://"
          value={values.issuer}
          onChange={(event) => set({ issuer: event.target.value })}
        />
      </Field>
      <Field label={t("clientId")} error={errors.clientId}>
        <Input isMono value={values.clientId} onChange={(event) => set({ clientId: event.target.value })} />
      </Field>
      <Field
        label={t("clientSecret")}
        help={hasSecret ? t("clientSecretKept") : t("clientSecretHelp")}
        error={errors.clientSecret}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={values.clientSecret}
          onChange={(event) => set({ clientSecret: event.target.value })}
        />
      </Field>
    </div>
  );
}
