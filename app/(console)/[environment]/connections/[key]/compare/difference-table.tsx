import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePhrase } from "@/components/ui/phrase";
import { StatusIcon } from "@/components/ui/status-icon";
import { Table, Td, Th } from "@/components/ui/table";
import type { Difference } from "@/lib/domain/devices/reading/comparing/difference";
import { severityTone } from "./severity-tone";

/** On a phone the meaning stands under the values: four columns would leave none of them readable. */
const row =
  "max-md:grid max-md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)] max-md:border-b max-md:border-border max-md:py-1.5";
const value = "align-top whitespace-normal! py-2 max-md:border-b-0! max-md:h-auto! max-md:py-0.5";

/** Parameter, both ends' values with the line of the device's, and what the difference does. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  const t = useTranslations("compare.result");
  return (
    <Table label={t("table")} className="max-md:block">
      <thead className="max-md:hidden">
        <tr>
          <Th>{t("parameter")}</Th>
          <Th>{t("connection")}</Th>
          <Th>{t("device")}</Th>
          <Th>{t("means")}</Th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {differences.map((difference) => (
          <DifferenceRow key={`${difference.tunnel} ${difference.parameter} ${difference.line}`} of={difference} />
        ))}
      </tbody>
    </Table>
  );
}

function DifferenceRow({ of: { severity, tunnel, parameter, connection, device, line, meaning } }: { of: Difference }) {
  const t = useTranslations("compare.result");
  const severities = useTranslations("compare.severity");
  const parameters = useTranslations("compare.parameter");
  const say = usePhrase();
  const { tone } = severityTone[severity];
  // Neither key is ever shown.
  const absent = parameter === "key" ? t("hidden") : t("notSaid");
  return (
    <tr className={row}>
      <Td className={`${value} md:min-w-56`}>
        <span className="flex items-start gap-2">
          <StatusIcon tone={tone} className="mt-0.5 size-4" />
          <span className="min-w-0">
            <span className="block font-strong">{parameters(parameter)}</span>
            <span className="block text-xs text-muted">
              {severities(severity)}
              {" · "}
              {tunnel === null ? t("whole") : <span className="mono">{tunnel}</span>}
            </span>
          </span>
        </span>
      </Td>
      <Td className={`${value} md:min-w-36`}>
        <Side name={t("connection")}>{connection ?? <Absent>{absent}</Absent>}</Side>
      </Td>
      <Td className={`${value} md:min-w-36`}>
        <Side name={t("device")}>{device ?? <Absent>{absent}</Absent>}</Side>
        <span className="block text-xs text-muted">
          {line !== null ? t("line", { line }) : device !== null && t("default")}
        </span>
      </Td>
      <Td className={`${value} min-w-64 max-md:col-span-3 max-md:pl-10!`}>
        <span className="block max-w-prose">{say(meaning)}</span>
      </Td>
    </tr>
  );
}

/** On a phone, where the columns have no heads, each value says whose it is. */
function Side({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span className="text-2xs text-muted md:hidden">{name}</span>
      <span className="mono block wrap-anywhere">{children}</span>
    </>
  );
}

function Absent({ children }: { children: ReactNode }) {
  return <span className="font-sans text-muted">{children}</span>;
}
