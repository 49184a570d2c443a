import { useTranslations } from "next-intl";
import { Strip } from "@/components/status/strip";
import type { StripChange } from "@/components/status/strip-spans";
import { Instant } from "@/components/ui/instant";
import type { TimeRange } from "@/lib/domain/tunnels/availability";

interface TimelineProps {
  tunnels: readonly { outsideIpAddress: string; changes: readonly StripChange[] }[];
  range: TimeRange;
}

const marks = [0.25, 0.5, 0.75];
const dayMs = 24 * 60 * 60 * 1000;

/** A range of time, one row per tunnel, with an axis. */
export function Timeline({ tunnels, range }: TimelineProps) {
  const t = useTranslations("connections.timeline");
  const lengthMs = range.to.getTime() - range.from.getTime();
  const shape = lengthMs > dayMs ? "day" : "minute";
  return (
    <div className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5 px-4 pt-3 pb-2.5">
      {tunnels.map((tunnel) => (
        <div key={tunnel.outsideIpAddress} className="contents">
          <span className="mono text-xs">{tunnel.outsideIpAddress}</span>
          <Strip tunnels={[tunnel]} from={range.from} to={range.to} className="h-1.5" />
        </div>
      ))}
      <div className="relative col-start-2 h-4 text-2xs text-muted">
        <span className="absolute left-0">
          <Instant at={range.from} shape={shape} />
        </span>
        {marks.map((share) => (
          <span key={share} className="absolute -translate-x-1/2 max-sm:hidden" style={{ left: `${share * 100}%` }}>
            <Instant at={new Date(range.from.getTime() + share * lengthMs)} shape={shape} />
          </span>
        ))}
        <span className="absolute right-0">{t("now")}</span>
      </div>
    </div>
  );
}
