import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import type { TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";

interface Transition {
  id: string;
  at: Date;
  connectionKey: string;
  connectionName: string;
  outsideIpAddress: string;
  fromStatus: TunnelStatus;
  toStatus: TunnelStatus;
}

const tones = { UP: "up", DOWN: "down", UNKNOWN: "unknown" } as const;

interface LastTransitionsProps {
  slug: string;
  transitions: readonly Transition[];
  now: Date;
}

/** What changed last, newest first. */
export function LastTransitions({ slug, transitions, now }: LastTransitionsProps) {
  const t = useTranslations("overview.transitions");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      {transitions.length === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      <ul className="py-[7px] empty:hidden">
        {transitions.map(({ id, at, connectionKey, connectionName, outsideIpAddress, fromStatus, toStatus }) => (
          <li
            key={id}
            className="grid grid-cols-[52px_14px_minmax(0,1fr)] items-start gap-2 px-4 py-[3px] text-xs leading-5"
          >
            <Instant at={at} shape={isOfLastDay(at, now) ? "minute" : "day"} className="text-muted" />
            <StatusIcon tone={tones[toStatus]} className="mt-[3px] size-3.5" />
            <span>
              <Link href={connectionPath(slug, connectionKey)} className="font-strong hover:underline">
                {connectionName}
              </Link>{" "}
              <span className="mono">{outsideIpAddress}</span> {fromStatus} → {toStatus}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function isOfLastDay(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() < 20 * 60 * 60 * 1000;
}
