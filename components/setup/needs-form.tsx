"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { listOf } from "./list-of";
import { StageFrame, type StageProps, useStage } from "./use-stage";

interface NeedsFormProps extends StageProps {
  stored: StageAnswers["needs"] | null;
  /** Devices with their names. */
  families: readonly { value: string; label: string }[];
  /** The family of the device that is remembered of an address. */
  remembered: Readonly<Record<string, string>>;
}

/** What one has to know before anything else: the device, its address, and how routes are learned. */
export function NeedsForm({ stored, families, remembered, ...props }: NeedsFormProps) {
  const t = useTranslations("setup.needs");
  const { values, set, leave, notes, frame } = useStage({
    ...props,
    stage: "needs",
    stored,
    initial: stored
      ? { ...stored, prefixes: stored.prefixes.join(", ") }
      : {
          site: "",
          deviceFamily: families[0]?.value ?? "",
          ipAddress: "",
          routing: "bgp" as StageAnswers["needs"]["routing"],
          bgpAsn: "",
          prefixes: "",
        },
    answerOf: (current) => ({ stage: "needs", answer: { ...current, prefixes: listOf(current.prefixes) } }),
  });
  const usual = remembered[values.ipAddress.trim()];
  return (
    <StageFrame use={frame}>
      <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
        <Field label={t("site")} {...notes("site", t("siteHelp"))}>
          <Input value={values.site} onChange={(event) => set({ site: event.target.value })} onBlur={leave("site")} />
        </Field>
        <Field
          label={t("device")}
          {...notes("deviceFamily", t(usual === values.deviceFamily ? "deviceRemembered" : "deviceHelp"))}
        >
          <Select
            value={values.deviceFamily}
            onChange={(event) => set({ deviceFamily: event.target.value })}
            options={families}
          />
        </Field>
        <Field label={t("ipAddress")} {...notes("ipAddress", t("ipAddressHelp"))}>
          <Input
            isMono
            value={values.ipAddress}
            onChange={({ target: { value: ipAddress } }) =>
              set({ ipAddress, deviceFamily: remembered[ipAddress.trim()] ?? values.deviceFamily })
            }
            onBlur={leave("ipAddress")}
          />
        </Field>
      </div>
      <FieldSet legend={t("routing")} {...notes("routing", t("routingHelp"))}>
        <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
          {(["bgp", "static"] as const).map((routing) => (
            <Choice
              key={routing}
              name="routing"
              title={t(`routingChoice.${routing}`)}
              checked={values.routing === routing}
              onChange={() => set({ routing })}
            >
              {t(`routingAbout.${routing}`)}
            </Choice>
          ))}
        </div>
      </FieldSet>
      <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-sm:grid-cols-1">
        <Field
          label={t("bgpAsn")}
          isOptional={values.routing === "static"}
          {...notes("bgpAsn", t(values.routing === "bgp" ? "bgpAsnHelp" : "bgpAsnHelpStatic"))}
        >
          <Input
            isMono
            inputMode="numeric"
            value={values.bgpAsn}
            onChange={(event) => set({ bgpAsn: event.target.value })}
            onBlur={leave("bgpAsn")}
          />
        </Field>
        <Field
          label={t("prefixes")}
          isOptional={values.routing === "bgp"}
          {...notes("prefixes", t(values.routing === "bgp" ? "prefixesHelpBgp" : "prefixesHelp"))}
        >
          <Input
            isMono
            value={values.prefixes}
            onChange={(event) => set({ prefixes: event.target.value })}
            onBlur={leave("prefixes")}
          />
        </Field>
      </div>
    </StageFrame>
  );
}
