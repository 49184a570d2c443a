"use client";

import { useTranslations } from "next-intl";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { ReferenceField } from "@/components/resources/reference-field";
import { Choice } from "@/components/ui/choice";
import { Field, type FieldNotes, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { type Answered, StageFrame, type StageProps, useStage } from "./use-stage";

interface GatewayFormProps extends StageProps {
  stage: "customer-gateway" | "vpn-gateway";
  stored: unknown;
  /** `amazonSideAsn` stays empty for the device's own gateway. */
  initial: StageAnswers["vpn-gateway"];
  options: readonly ReferenceOption[];
  /** The gateway that the chosen layout brings: then only its ASN is asked. */
  fromLayout?: string;
}

/** One of the two ends of a connection: one that is there, or a new one. */
export function GatewayForm({ stage, stored, initial, options, fromLayout, ...props }: GatewayFormProps) {
  const t = useTranslations(`setup.${stage}`);
  const { values, set, leave, notes, frame } = useStage({
    ...props,
    stage,
    stored,
    initial,
    answerOf: (current) => answered(stage, current),
  });
  const take = (key: string) => set({ use: "existing", key });
  const used = notes("use", undefined, take);
  return (
    <StageFrame use={frame}>
      {fromLayout === undefined && (
        <FieldSet legend={t("use")} {...used}>
          <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
            <Choice
              name="use"
              title={t("existing")}
              checked={values.use === "existing"}
              onChange={() => set({ use: "existing" })}
              disabled={options.length === 0}
            >
              {t("existingAbout", { count: options.length })}
            </Choice>
            <Choice name="use" title={t("new")} checked={values.use === "new"} onChange={() => set({ use: "new" })}>
              {t("newAbout")}
            </Choice>
          </div>
        </FieldSet>
      )}
      <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
        {fromLayout === undefined && values.use === "existing" && (
          <ReferenceField
            label={t("key")}
            isOptional={false}
            notes={notes("key", t("keyHelp"))}
            kinds={[stage]}
            options={options}
            value={values.key}
            onChange={(key) => set({ key })}
            onLeave={leave("key")}
          />
        )}
        {fromLayout === undefined && values.use === "new" && (
          <Field label={t("name")} {...notes("name", t("nameHelp"))}>
            <Input value={values.name} onChange={(event) => set({ name: event.target.value })} onBlur={leave("name")} />
          </Field>
        )}
        {stage === "vpn-gateway" && (fromLayout !== undefined || values.use === "new") && (
          <AsnField
            value={values.amazonSideAsn}
            onChange={(amazonSideAsn) => set({ amazonSideAsn })}
            onLeave={leave("amazonSideAsn")}
            notes={notes("amazonSideAsn")}
          />
        )}
      </div>
      {fromLayout !== undefined && <LayoutNote name={fromLayout} />}
    </StageFrame>
  );
}

function AsnField({
  value,
  onChange,
  onLeave,
  notes,
}: {
  value: string;
  onChange: (asn: string) => void;
  onLeave: () => void;
  notes: FieldNotes;
}) {
  const t = useTranslations("setup.vpn-gateway");
  return (
    <Field label={t("asn")} isOptional {...notes} help={t("asnHelp")}>
      <Input
        isMono
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
    </Field>
  );
}

function LayoutNote({ name }: { name: string }) {
  const t = useTranslations("setup.vpn-gateway");
  return <p className="text-text-2">{t("fromLayout", { name })}</p>;
}

function answered(stage: GatewayFormProps["stage"], { amazonSideAsn, ...rest }: StageAnswers["vpn-gateway"]): Answered {
  return stage === "vpn-gateway" ? { stage, answer: { ...rest, amazonSideAsn } } : { stage, answer: rest };
}
