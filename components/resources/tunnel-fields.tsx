"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { TunnelLine } from "@/components/status/tunnel-pair";
import { Segmented } from "@/components/ui/segmented";
import type { FieldModel } from "./field-model";
import type { FormFields } from "./form-fields";
import { SpecField } from "./spec-field";
import { asText, asTunnels, type FormValue, type FormValues, toSpec } from "./spec-values";

interface TunnelFieldsProps {
  /** Of both tunnels. */
  fields: readonly FieldModel[];
  form: FormFields;
}

/** Options that each tunnel has of its own, whatever the others are. */
const OWN = new Set(["insideCidr", "presharedKey"]);
/** Options that are asked for most; the rest is folded while it stands at AWS's defaults. */
const USUAL = new Set([
  "phase1LifetimeSeconds",
  "phase2LifetimeSeconds",
  "dpdTimeoutSeconds",
  "phase1EncryptionAlgorithms",
  "phase1DhGroupNumbers",
  "startupAction",
]);

/** Both tunnels side by side: what each has of its own, then the options that they may share. */
export function TunnelFields({ fields, form }: TunnelFieldsProps) {
  const t = useTranslations("resources.tunnels");
  const tunnels = asTunnels(form.values.tunnels);
  const own = fields.filter(({ name }) => OWN.has(name));
  const options = fields.filter(({ name, isGiven }) => !OWN.has(name) && !isGiven);
  const [isAlike, setIsAlike] = useState(() => areAlike(options, tunnels));
  const chooseAlike = (choice: "alike" | "per-tunnel") => {
    setIsAlike(choice === "alike");
    const [first, second] = tunnels;
    if (choice === "alike" && first && second) {
      const shared = Object.fromEntries(options.map(({ name }) => [name, first[name] ?? ""]));
      form.set(["tunnels"], [first, { ...second, ...shared }]);
    }
  };
  return (
    <>
      <Columns>
        {tunnels.map((tunnel, place) => (
          // A connection always has two tunnels, in the same order.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is their name here.
          <section key={place} aria-label={t("tunnel", { number: place + 1 })}>
            <TunnelHead number={place + 1} address={asText(tunnel.outsideIpAddress)} />
            <FieldStack>
              {own.map((field) => (
                <SpecField
                  key={field.name}
                  field={field}
                  path={["tunnels", place, field.name]}
                  value={tunnel[field.name]}
                  form={form}
                />
              ))}
            </FieldStack>
          </section>
        ))}
      </Columns>
      <div className="mt-5 border-t border-border pt-4">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <p className="font-semibold">{t(isAlike ? "optionsBoth" : "optionsEach")}</p>
          <Segmented
            label={t("alikeLabel")}
            value={isAlike ? "alike" : "per-tunnel"}
            onChange={chooseAlike}
            options={[
              { value: "alike", label: t("alike") },
              { value: "per-tunnel", label: t("perTunnel") },
            ]}
          />
        </div>
        {isAlike ? (
          <Options options={options} place={0} form={sharedForm(form, tunnels)} isWide />
        ) : (
          <Columns>
            {tunnels.map((_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is their name here.
              <section key={place} aria-label={t("optionsOf", { number: place + 1 })}>
                <p className="mb-2 font-strong">{t("tunnel", { number: place + 1 })}</p>
                <Options options={options} place={place} form={form} />
              </section>
            ))}
          </Columns>
        )}
      </div>
    </>
  );
}

/** What is set on one tunnel is set on both. */
function sharedForm(form: FormFields, tunnels: readonly FormValues[]): FormFields {
  return {
    ...form,
    set: ([, , field], value) => {
      if (typeof field !== "string") throw new Error("A tunnel's option has a name");
      form.set(
        ["tunnels"],
        tunnels.map((tunnel) => ({ ...tunnel, [field]: value })),
      );
    },
  };
}

function Options({
  options,
  place,
  form,
  isWide,
}: {
  options: readonly FieldModel[];
  place: number;
  form: FormFields;
  isWide?: boolean;
}) {
  const t = useTranslations("resources.tunnels");
  const tunnel = asTunnels(form.values.tunnels)[place] ?? {};
  const folded = options.filter(({ name }) => !USUAL.has(name));
  const differing = folded.filter((field) => !isAtDefault(field, tunnel[field.name])).length;
  const wrong = folded.filter((field) => form.noteAt(["tunnels", place, field.name])?.isError).length;
  const grid = isWide
    ? "grid grid-cols-3 items-start gap-4 max-lg:grid-cols-2 max-sm:grid-cols-1"
    : "grid grid-cols-1 items-start gap-4";
  const one = (field: FieldModel) => (
    <SpecField
      key={field.name}
      field={field}
      path={["tunnels", place, field.name]}
      value={tunnel[field.name]}
      form={form}
    />
  );
  return (
    <>
      <div className={grid}>{options.filter(({ name }) => USUAL.has(name)).map(one)}</div>
      <details className="group mt-4" open={wrong > 0 || undefined}>
        <summary className="link inline-flex cursor-pointer list-none items-center gap-1.5 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
          {t("more", { count: folded.length, differing })}
        </summary>
        <div className={`${grid} mt-3`}>{folded.map(one)}</div>
      </details>
    </>
  );
}

function TunnelHead({ number, address }: { number: number; address: string }) {
  const t = useTranslations("resources.tunnels");
  return (
    <p className="mb-3 flex items-center gap-2">
      <svg aria-hidden="true" width={26} height={4} viewBox="0 0 26 4" fill="none" className="overflow-visible">
        <TunnelLine pattern={address ? "unknown" : "proposed"} width={26} y={2} />
      </svg>
      <b>{t("tunnel", { number })}</b>
      <span className="text-xs text-muted">{address ? t("outside", { address }) : t("outsideGiven")}</span>
    </p>
  );
}

function Columns({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 items-start gap-8 max-md:grid-cols-1 max-md:gap-6">{children}</div>;
}

function FieldStack({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-4">{children}</div>;
}

function areAlike(options: readonly FieldModel[], [first, second]: readonly FormValues[]): boolean {
  if (!first || !second) return true;
  return JSON.stringify(toSpec(options, first)) === JSON.stringify(toSpec(options, second));
}

function isAtDefault(field: FieldModel, value: FormValue | undefined): boolean {
  if (value === undefined) return true;
  const plain = toSpec([field], { [field.name]: value })[field.name];
  return plain === undefined || JSON.stringify(plain) === JSON.stringify(field.initial);
}
