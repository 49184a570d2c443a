"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type CredentialMode, credentialModes } from "@/lib/domain/environments/environment-facts";
import type { FieldsProps } from "./environment-form";

interface SignInFieldsProps extends FieldsProps {
  /** Keys are kept already, and an empty secret leaves them. */
  hasKeptKeys: boolean;
}

/** How to sign in, and what that way needs. What was entered for another way stays until it is saved. */
export function SignInFields(props: SignInFieldsProps) {
  const { values, set } = props;
  const t = useTranslations("environments.form");
  return (
    <div className="flex flex-col gap-4">
      <FieldSet legend={<span className="sr-only">{t("signIn")}</span>}>
        <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
          {credentialModes.map((mode) => (
            <Choice
              key={mode}
              name="mode"
              value={mode}
              checked={values.mode === mode}
              onChange={() => set({ mode })}
              title={t(`mode.${mode}`)}
            >
              {t(`modeHelp.${mode}`)}
            </Choice>
          ))}
        </div>
      </FieldSet>
      {fieldsByMode[values.mode](props)}
    </div>
  );
}

const fieldsByMode: Record<CredentialMode, (props: SignInFieldsProps) => React.ReactNode> = {
  default: () => null,
  profile: (props) => <ProfileFields {...props} />,
  keys: (props) => <KeyFields {...props} />,
  role: (props) => <RoleFields {...props} />,
};

function ProfileFields({ values, set, errors }: SignInFieldsProps) {
  const t = useTranslations("environments.form");
  return (
    <Field label={t("profile")} error={errors.profile} className="max-w-sm">
      <Input isMono value={values.profile} onChange={(event) => set({ profile: event.target.value })} />
    </Field>
  );
}

function KeyFields({ values, set, errors, hasKeptKeys }: SignInFieldsProps) {
  const t = useTranslations("environments.form");
  return (
    <>
      <Field label={t("accessKeyId")} error={errors.accessKeyId} className="max-w-sm">
        <Input isMono value={values.accessKeyId} onChange={(event) => set({ accessKeyId: event.target.value })} />
      </Field>
      <Field
        label={t("secretAccessKey")}
        help={t(hasKeptKeys ? "secretKept" : "secretHelp")}
        error={errors.secretAccessKey}
        className="max-w-sm"
      >
        <Input
          type="password"
          isMono
          // A password manager would offer the console's own password here.
          autoComplete="off"
          value={values.secretAccessKey}
          onChange={(event) => set({ secretAccessKey: event.target.value })}
        />
      </Field>
      <Field
        label={t("sessionToken")}
        help={t("sessionTokenHelp")}
        error={errors.sessionToken}
        className="max-w-sm"
        isOptional
      >
        <Input
          type="password"
          isMono
          value={values.sessionToken}
          onChange={(event) => set({ sessionToken: event.target.value })}
        />
      </Field>
    </>
  );
}

function RoleFields({ values, set, errors }: SignInFieldsProps) {
  const t = useTranslations("environments.form");
  return (
    <>
      <Field label={t("roleArn")} help={t("roleArnHelp")} error={errors.roleArn}>
        <Input isMono value={values.roleArn} onChange={(event) => set({ roleArn: event.target.value })} />
      </Field>
      <Field
        label={t("externalId")}
        help={t("externalIdHelp")}
        error={errors.externalId}
        className="max-w-sm"
        isOptional
      >
        <Input isMono value={values.externalId} onChange={(event) => set({ externalId: event.target.value })} />
      </Field>
    </>
  );
}
