"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { focusFirstError } from "@/components/resources/focus-first-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import type { Approver } from "@/lib/domain/policy/who-can-give";
import { MatchFields, type MatchOptions } from "./match-fields";
import { RequiresFields } from "./requires-fields";
import { inputOf, type RuleValues } from "./rule-values";

type SentRule = ReturnType<typeof inputOf>;

interface RuleFormProps {
  /** Null for a new one; else when it was as it is shown here. */
  rule: { id: string; seenAt: string } | null;
  values: RuleValues;
  options: MatchOptions & { groups: { id: string; name: string }[]; approvers: Approver[] };
  actions: {
    create: (input: SentRule) => Promise<ActionResult<{ number: number }>>;
    update: (input: SentRule & { id: string; seenAt: string }) => Promise<ActionResult<{ number: number }>>;
  };
}

/** What a part of the form gets: the values, how to change them, and what is wrong with each. */
export interface RuleFieldsProps {
  values: RuleValues;
  set: (changed: Partial<RuleValues>) => void;
  errors: Partial<Record<string, string>>;
}

/** What a rule is about and whose approvals it asks for. A refused form stays as it was filled in. */
export function RuleForm({ rule, values: initial, options, actions }: RuleFormProps) {
  const t = useTranslations("policy.rule");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(initial);
  // The page is read again while it is filled in; what was looked at first is what an edit is about.
  const [seen] = useState(rule);
  const save = (input: SentRule) => (seen ? actions.update({ ...input, ...seen }) : actions.create(input));
  const { act, isActing, error, fieldErrors } = useAct(save, (saved) => {
    toast.success(t(seen ? "saved" : "created", { name: values.name, number: saved?.number ?? 0 }));
    router.push("/settings/rules");
  });
  const fields: RuleFieldsProps = {
    values,
    set: (changed) => setValues((current) => ({ ...current, ...changed })),
    errors: fieldErrors,
  };
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act(inputOf(values)).then((isDone) => isDone || focusFirstError(form.current));
      }}
    >
      <Panel>
        <PanelHeader title={t("what")} />
        <PanelBody className="flex flex-col gap-5">
          <Field label={t("name")} help={t("nameHelp")} error={fieldErrors.name} className="max-w-sm">
            <Input value={values.name} onChange={(event) => fields.set({ name: event.target.value })} />
          </Field>
          <p className="text-text-2">{t("whatAbout")}</p>
          <MatchFields {...fields} options={options} />
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("who")} />
        <PanelBody className="flex flex-col gap-4">
          <p className="text-text-2">{t("whoAbout")}</p>
          <RequiresFields {...fields} groups={options.groups} approvers={options.approvers} />
        </PanelBody>
      </Panel>
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <footer className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isActing}>
          {t(rule ? "save" : "create")}
        </Button>
        <Button asChild>
          <Link href="/settings/rules">{t("cancel")}</Link>
        </Button>
      </footer>
    </form>
  );
}
