"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { ConnectionTestResult, type TestOutcome } from "./connection-test-result";
import { type EnvironmentValues, newEnvironment } from "./form-values";
import { IdentityFields } from "./identity-fields";
import { SignInFields } from "./sign-in-fields";

interface EnvironmentFormProps {
  /** Null for a new one. */
  environment: { id: string; values: EnvironmentValues; hasKeptKeys: boolean } | null;
  actions: {
    create: (call: { input: EnvironmentValues }) => Promise<ActionResult<{ slug: string }>>;
    update: (call: { environmentId: string; input: EnvironmentValues }) => Promise<ActionResult<{ slug: string }>>;
    test: (call: { environmentId: string | null; input: EnvironmentValues }) => Promise<ActionResult<TestOutcome>>;
  };
}

const REFRESH_SECONDS = [5, 15, 30, 60, 300, 900];

/** What a part of the form gets: the values, how to change them, and what is wrong with each. */
export interface FieldsProps {
  values: EnvironmentValues;
  set: (values: Partial<EnvironmentValues>) => void;
  errors: Partial<Record<string, string>>;
}

/** Everything about an environment on one page; a refused form stays as it was filled in. */
export function EnvironmentForm({ environment, actions }: EnvironmentFormProps) {
  const t = useTranslations("environments.form");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(environment?.values ?? newEnvironment);
  const [tested, setTested] = useState<TestOutcome | null>(null);
  const save = useAct(
    (input: EnvironmentValues) =>
      environment ? actions.update({ environmentId: environment.id, input }) : actions.create({ input }),
    (saved) => {
      toast.success(t(environment ? "saved" : "created", { name: values.name }));
      setValues((current) => ({ ...current, secretAccessKey: "", sessionToken: "" }));
      if (!environment && saved) router.push(`/settings/environments/${saved.slug}`);
    },
  );
  const test = useAct(
    (input: EnvironmentValues) => actions.test({ environmentId: environment?.id ?? null, input }),
    (outcome) => setTested(outcome ?? null),
  );
  const latest = test.error || Object.keys(test.fieldErrors).length > 0 ? test : save;
  const fields: FieldsProps = {
    values,
    set: (changed) => setValues((current) => ({ ...current, ...changed })),
    errors: withoutPrefix(latest.fieldErrors),
  };
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        test.forget();
        void save.act(values).then((isSaved) => isSaved || focusFirstError(form.current));
      }}
    >
      <Panel>
        <PanelHeader title={t("identity")} />
        <PanelBody>
          <IdentityFields {...fields} />
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("signIn")} />
        <PanelBody>
          <SignInFields {...fields} hasKeptKeys={environment?.hasKeptKeys ?? false} />
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("rules")} />
        <PanelBody className="flex flex-col gap-4">
          <Checkbox
            checked={values.selfApproval}
            onChange={(event) => fields.set({ selfApproval: event.target.checked })}
            label={t("selfApproval")}
            help={t("selfApprovalHelp")}
          />
          <Field
            label={t("refreshSeconds")}
            help={t("refreshSecondsHelp")}
            error={fields.errors.refreshSeconds}
            className="max-w-sm"
          >
            <RefreshSelect {...fields} />
          </Field>
        </PanelBody>
      </Panel>
      {tested && <ConnectionTestResult outcome={tested} />}
      {latest.error && (
        <Notice tone="down" role="alert">
          {latest.error}
        </Notice>
      )}
      <footer className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={save.isActing}>
          {t(environment ? "save" : "create")}
        </Button>
        <Button
          busy={test.isActing}
          onClick={() => {
            setTested(null);
            save.forget();
            void test.act(values).then((isDone) => isDone || focusFirstError(form.current));
          }}
        >
          {t("test")}
        </Button>
      </footer>
    </form>
  );
}

function RefreshSelect({ values, set }: FieldsProps) {
  const t = useTranslations("environments.form");
  const choices = [...new Set([...REFRESH_SECONDS, values.refreshSeconds])].sort((a, b) => a - b);
  return (
    <Select
      value={String(values.refreshSeconds)}
      onChange={(event) => set({ refreshSeconds: Number(event.target.value) })}
      options={choices.map((seconds) => ({
        value: String(seconds),
        label:
          seconds >= 60 && seconds % 60 === 0
            ? t("refreshOptionMinutes", { minutes: seconds / 60 })
            : t("refreshOption", { seconds }),
      }))}
    />
  );
}

/** The form is longer than a screen, and its buttons stand at the end. */
function focusFirstError(form: HTMLFormElement | null) {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}

/** The actions take the form as `input` beside the environment. */
function withoutPrefix(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([path, text]) => [path.replace(/^input\./, ""), text]));
}
