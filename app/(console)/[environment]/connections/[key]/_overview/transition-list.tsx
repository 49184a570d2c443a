import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { StatusIcon } from "@/components/ui/status-icon";
import type { TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";

interface Transition {
  id: string;
  at: Date;
  outsideIpAddress: string;
  fromStatus: TunnelStatus;
  toStatus: TunnelStatus;
  statusMessage: string;
}

const tones = { UP: "up", DOWN: "down", UNKNOWN: "unknown" } as const;

/** Each change of a tunnel, newest first, with AWS's words at that moment. */
export function TransitionList({ transitions }: { transitions: readonly Transition[] }) {
  const t = useTranslations("connections.timeline");
  if (transitions.length === 0) {
    return <p className="border-t border-border px-4 py-2.5 text-xs text-muted">{t("none")}</p>;
  }
  return (
    <ul className="border-t border-border py-1.5 text-xs">
      {transitions.map(({ id, at, outsideIpAddress, fromStatus, toStatus, statusMessage }) => (
        <li key={id} className="grid grid-cols-[92px_112px_minmax(0,1fr)] items-start gap-2 px-4 py-[3px]">
          <Instant at={at} className="text-muted" />
          <span className="mono">{outsideIpAddress}</span>
          <span className="flex flex-wrap items-center gap-x-1.5">
            <StatusIcon tone={tones[toStatus]} className="size-3.5" />
            {fromStatus} → {toStatus}
            {statusMessage && <span className="mono text-muted">{statusMessage}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
