import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusIcon } from "@/components/ui/status-icon";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { causeOf, type LogMeaning } from "@/lib/domain/devices/reading/log/log-meaning";
import type { LogEvent } from "@/lib/domain/devices/reading/log/read-log";

/** On a phone what it means comes under where and when: four columns would leave none of them readable. */
const row = "max-md:grid max-md:grid-cols-3 max-md:border-b max-md:border-border max-md:py-1.5";
const cell = "align-top whitespace-normal! py-2 max-md:border-b-0! max-md:h-auto! max-md:py-0.5";

/** Line, when, tunnel, and what it means, in the log's order. */
export function LogEventTable({ events }: { events: readonly LogEvent[] }) {
  const t = useTranslations("compare.log.events");
  return (
    <Table label={t("table")} className="max-md:block">
      <thead className="max-md:hidden">
        <tr>
          <Th>{t("line")}</Th>
          <Th>{t("time")}</Th>
          <Th>{t("tunnel")}</Th>
          <Th>{t("means")}</Th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {events.map((event) => (
          <EventRow key={event.position} event={event} />
        ))}
      </tbody>
    </Table>
  );
}

function EventRow({ event: { line, lastLine, time, tunnel, meaning, value } }: { event: LogEvent }) {
  const t = useTranslations("compare.log.events");
  const meanings = useTranslations("compare.log.meaning");
  return (
    <Tr className={row}>
      <Td className={`${cell} tabular-nums`}>
        <OnPhone>{t("line")}</OnPhone>
        {line === lastLine ? line : t("lines", { line, last: lastLine })}
      </Td>
      <Td className={`${cell} tabular-nums`}>
        <OnPhone>{t("time")}</OnPhone>
        {time ?? <span className="text-muted">{t("noTime")}</span>}
      </Td>
      <Td className={cell}>
        <OnPhone>{t("tunnel")}</OnPhone>
        {tunnel === null ? <span className="text-muted">{t("noTunnel")}</span> : <span className="mono">{tunnel}</span>}
      </Td>
      <Td className={`${cell} min-w-64 max-md:col-span-3`}>
        <span className="flex items-start gap-2">
          <StatusIcon tone={toneOf(meaning)} className="mt-0.5 size-4" />
          <span className="max-w-prose wrap-anywhere">{meanings(meaning, { value: value ?? "" })}</span>
        </span>
      </Td>
    </Tr>
  );
}

/** Where the columns have no heads, each value says what it is. */
function OnPhone({ children }: { children: ReactNode }) {
  return <span className="block text-2xs text-muted md:hidden">{children}</span>;
}

function toneOf(meaning: LogMeaning): Tone {
  if (meaning === "phase1Up" || meaning === "phase2Up") return "up";
  if (meaning === "retransmitted") return "degraded";
  return causeOf(meaning) === null ? "neutral" : "down";
}
