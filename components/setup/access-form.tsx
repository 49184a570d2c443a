"use client";

import { useTranslations } from "next-intl";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { ReferenceField } from "@/components/resources/reference-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ACCESS } from "@/lib/domain/goals/site-connection";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { StageFrame, type StageProps, useStage } from "./use-stage";

interface AccessFormProps extends StageProps {
  stored: StageAnswers["access"] | null;
  initial: StageAnswers["access"];
  tables: readonly ReferenceOption[];
  /** Tables that propagate already. */
  propagating: readonly string[];
  groups: readonly ReferenceOption[];
  subnets: readonly ReferenceOption[];
  /** On-premises blocks that are let in. */
  prefixes: readonly string[];
}

/** Who finds the way back: route tables, what may come in, and a host to try it with. */
export function AccessForm({
  stored,
  initial,
  tables,
  propagating,
  groups,
  subnets,
  prefixes,
  ...props
}: AccessFormProps) {
  const t = useTranslations("setup.access");
  const { values, set, leave, notes, frame } = useStage({
    ...props,
    stage: "access",
    stored,
    initial,
    answerOf: (answer) => ({ stage: "access", answer }),
  });
  const toggle = <Item extends string>(list: readonly Item[], item: Item, isOn: boolean) =>
    isOn ? [...list, item] : list.filter((one) => one !== item);
  return (
    <StageFrame use={frame}>
      <FieldSet legend={t("propagate")} {...notes("propagateInto", t("propagateHelp"))}>
        <div className="flex flex-col gap-1.5">
          {tables.length === 0 && <p className="text-muted">{t("noTables")}</p>}
          {tables.map(({ key, name, detail }) => {
            const isThere = propagating.includes(key);
            return (
              <Checkbox
                key={key}
                label={
                  <>
                    {name} <span className="mono text-muted">{detail}</span>
                  </>
                }
                help={isThere ? t("propagatesAlready") : undefined}
                checked={isThere || values.propagateInto.includes(key)}
                disabled={isThere}
                onChange={(event) => set({ propagateInto: toggle(values.propagateInto, key, event.target.checked) })}
                onBlur={leave("propagateInto")}
              />
            );
          })}
        </div>
      </FieldSet>
      <FieldSet
        legend={t("allow")}
        {...notes("allow", prefixes.length > 0 ? t("allowHelp", { prefixes: prefixes.join(", ") }) : t("allowNobody"))}
      >
        <div className="flex flex-wrap gap-x-6 gap-y-1.5">
          {ACCESS.map((way) => (
            <Checkbox
              key={way}
              label={t(`way.${way}`)}
              checked={values.allow.includes(way)}
              onChange={(event) => set({ allow: toggle(values.allow, way, event.target.checked) })}
              onBlur={leave("allow")}
            />
          ))}
        </div>
      </FieldSet>
      {values.allow.length > 0 && (
        <>
          {groups.length > 0 && (
            <FieldSet legend={t("group")}>
              <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
                {(["new", "existing"] as const).map((group) => (
                  <Choice
                    key={group}
                    name="group"
                    title={t(`groupChoice.${group}`)}
                    checked={values.group === group}
                    onChange={() => set({ group })}
                  />
                ))}
              </div>
            </FieldSet>
          )}
          <div className="max-w-md">
            {values.group === "existing" ? (
              <ReferenceField
                label={t("groupKey")}
                isOptional={false}
                notes={notes("groupKey", t("groupKeyHelp"))}
                kinds={["security-group"]}
                options={groups}
                value={values.groupKey}
                onChange={(groupKey) => set({ groupKey })}
                onLeave={leave("groupKey")}
              />
            ) : (
              <Field label={t("groupName")} {...notes("groupName", t("groupNameHelp"))}>
                <Input
                  value={values.groupName}
                  onChange={(event) => set({ groupName: event.target.value })}
                  onBlur={leave("groupName")}
                />
              </Field>
            )}
          </div>
        </>
      )}
      <FieldSet legend={t("instance")} help={t("instanceHelp")}>
        <Checkbox
          label={t("hasInstance")}
          checked={values.hasInstance}
          onChange={(event) => set({ hasInstance: event.target.checked })}
        />
      </FieldSet>
      {values.hasInstance && (
        <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
          <Field label={t("instanceName")} {...notes("instanceName")}>
            <Input
              value={values.instanceName}
              onChange={(event) => set({ instanceName: event.target.value })}
              onBlur={leave("instanceName")}
            />
          </Field>
          <ReferenceField
            label={t("instanceSubnet")}
            isOptional={false}
            notes={notes("instanceSubnet", t("instanceSubnetHelp"))}
            kinds={["subnet"]}
            options={subnets}
            value={values.instanceSubnet}
            onChange={(instanceSubnet) => set({ instanceSubnet })}
            onLeave={leave("instanceSubnet")}
          />
          <Field label={t("imageId")} {...notes("imageId", t("imageIdHelp"))}>
            <Input
              isMono
              value={values.imageId}
              onChange={(event) => set({ imageId: event.target.value })}
              onBlur={leave("imageId")}
            />
          </Field>
        </div>
      )}
    </StageFrame>
  );
}
