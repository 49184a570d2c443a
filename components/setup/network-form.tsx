"use client";

import { useTranslations } from "next-intl";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { ReferenceField } from "@/components/resources/reference-field";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { subnetCidrs, VPC_LAYOUTS } from "@/lib/domain/goals/vpc-layout";
import { isCidr } from "@/lib/domain/net/cidr";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { LayoutSketch } from "./layout-sketch";
import { StageFrame, type StageProps, useStage } from "./use-stage";

interface NetworkFormProps extends StageProps {
  stored: StageAnswers["network"] | null;
  initial: StageAnswers["network"];
  vpcs: readonly ReferenceOption[];
}

/** The AWS side: a VPC that is there, or a new one in one of the classic layouts. */
export function NetworkForm({ stored, initial, vpcs, ...props }: NetworkFormProps) {
  const t = useTranslations("setup.network");
  const { values, set, leave, notes, frame } = useStage({
    ...props,
    stage: "network",
    stored,
    initial,
    answerOf: (answer) => ({ stage: "network", answer }),
  });
  const cidrs = isCidr(values.cidr) ? subnetCidrs({ layout: values.layout, cidr: values.cidr }) : {};
  return (
    <StageFrame use={frame}>
      <FieldSet legend={t("use")} {...notes("use")}>
        <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
          {(["existing", "new"] as const).map((use) => (
            <Choice
              key={use}
              name="use"
              title={t(`useChoice.${use}`)}
              checked={values.use === use}
              onChange={() => set({ use })}
            >
              {t(`useAbout.${use}`, { count: vpcs.length })}
            </Choice>
          ))}
        </div>
      </FieldSet>
      {values.use === "existing" ? (
        <div className="max-w-md">
          <ReferenceField
            label={t("vpc")}
            isOptional={false}
            notes={notes("vpc", t("vpcHelp"))}
            kinds={["vpc"]}
            options={vpcs}
            value={values.vpc}
            onChange={(vpc) => set({ vpc })}
            onLeave={leave("vpc")}
          />
        </div>
      ) : (
        <>
          <FieldSet legend={t("layout")} {...notes("layout", t("layoutHelp"))}>
            <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
              {VPC_LAYOUTS.map((layout) => (
                <Choice
                  key={layout}
                  name="layout"
                  title={t(`layoutChoice.${layout}`)}
                  checked={values.layout === layout}
                  onChange={() => set({ layout })}
                >
                  {t(`layoutAbout.${layout}`)}
                  <LayoutSketch layout={layout} />
                </Choice>
              ))}
            </div>
          </FieldSet>
          <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
            <Field label={t("name")} {...notes("name", t("nameHelp"))}>
              <Input
                value={values.name}
                onChange={(event) => set({ name: event.target.value })}
                onBlur={leave("name")}
              />
            </Field>
            <Field label={t("cidr")} {...notes("cidr", t("cidrHelp"))}>
              <Input
                isMono
                value={values.cidr}
                onChange={(event) => set({ cidr: event.target.value })}
                onBlur={leave("cidr")}
              />
            </Field>
            {values.layout !== "private-vpn" && (
              <Field label={t("publicCidr")} isOptional {...notes("publicCidr", t("subnetHelp"))}>
                <Input
                  isMono
                  placeholder={cidrs.public}
                  value={values.publicCidr}
                  onChange={(event) => set({ publicCidr: event.target.value })}
                  onBlur={leave("publicCidr")}
                />
              </Field>
            )}
            {values.layout !== "public" && (
              <Field label={t("privateCidr")} isOptional {...notes("privateCidr", t("subnetHelp"))}>
                <Input
                  isMono
                  placeholder={cidrs.private}
                  value={values.privateCidr}
                  onChange={(event) => set({ privateCidr: event.target.value })}
                  onBlur={leave("privateCidr")}
                />
              </Field>
            )}
            <Field label={t("zone")} isOptional {...notes("zone", t("zoneHelp"))}>
              <Input
                isMono
                value={values.zone}
                onChange={(event) => set({ zone: event.target.value })}
                onBlur={leave("zone")}
              />
            </Field>
          </div>
        </>
      )}
    </StageFrame>
  );
}
