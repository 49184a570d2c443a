"use client";

import { useTranslations } from "next-intl";
import type { FieldModel } from "@/components/resources/field-model";
import type { FormFields } from "@/components/resources/form-fields";
import { keyProblems } from "@/components/resources/key-problems";
import {
  asTunnels,
  type FormValues,
  toSpec,
  toValues,
  withoutKeys,
  withValue,
} from "@/components/resources/spec-values";
import { TunnelFields } from "@/components/resources/tunnel-fields";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { StageFrame, type StageProps, useStage } from "./use-stage";

interface ConnectionFormProps extends StageProps {
  stored: StageAnswers["connection"] | null;
  name: string;
  /** Of both tunnels, out of the connection's spec. */
  fields: readonly FieldModel[];
  /** "BGP, AS 65060" or "Static". */
  routing: string;
}

/** The connection itself: its name and what its two tunnels agree on with the device. */
export function ConnectionForm({ stored, name, fields, routing, ...props }: ConnectionFormProps) {
  const t = useTranslations("setup.connection");
  const tunnels: FieldModel = {
    name: "tunnels",
    widget: "tunnels",
    words: "kinds.vpn-connection.fields.tunnels",
    isOptional: false,
    isImmutable: false,
    isGiven: false,
    isUnlisted: false,
    fields,
  };
  const { values, set, setValues, leave, noteAt, notes, frame } = useStage({
    ...props,
    stage: "connection",
    stored,
    initial: { name: stored?.name ?? name, ...toValues([tunnels], { tunnels: stored?.tunnels }) },
    answerOf: (current) => ({ stage: "connection", answer: { name: current.name, tunnels: pairOf(fields, current) } }),
    judgeHere: keyProblems,
    plainOf: (current) => ({ ...withoutKeys([tunnels], current), name: current.name }),
  });
  const form: FormFields = {
    values,
    set: (path, value) => setValues((current) => ({ ...withValue(current, path, value), name: current.name })),
    leave: (path) => leave(path.join("."))(),
    noteAt: (path) => noteAt(path.join(".")),
    options: [],
    isExisting: false,
  };
  return (
    <StageFrame use={frame}>
      <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
        <Field label={t("name")} {...notes("name", t("nameHelp"))}>
          <Input value={values.name} onChange={(event) => set({ name: event.target.value })} onBlur={leave("name")} />
        </Field>
        <div>
          <p className="mb-1 font-medium">{t("routing")}</p>
          <p className="flex h-control items-center">{routing}</p>
          <p className="mt-1 text-xs text-muted">{t("routingHelp")}</p>
        </div>
      </div>
      <div className="border-t border-border pt-5">
        <TunnelFields fields={fields} form={form} />
      </div>
    </StageFrame>
  );
}

function pairOf(fields: readonly FieldModel[], values: FormValues): StageAnswers["connection"]["tunnels"] {
  const [first = {}, second = {}] = asTunnels(values.tunnels).map((tunnel) => toSpec(fields, tunnel));
  return [first, second];
}
