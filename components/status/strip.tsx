import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { type StripChange, type StripSpan, stripSpans } from "./strip-spans";

interface StripProps {
  /** Changes of each tunnel in order of time; tunnels in the order of their outside addresses. */
  tunnels: readonly { outsideIpAddress: string; changes: readonly StripChange[] }[];
  from: Date;
  to: Date;
  className?: string;
}

/** Drawn 1000 units long and stretched: shares of time need no pixels. */
const lengthUnits = 1000;
const rowPx = 9;
/** A minute of outage in a day is 0.7 units: it would vanish, and it is what one looks for. */
const downMinUnits = 8;

/** A day of a connection at a glance, one line per tunnel: a block is DOWN, dots are no reading. */
export function Strip({ tunnels, from, to, className = "h-[15px]" }: StripProps) {
  const t = useTranslations("common.strip");
  const rows = tunnels.map(({ outsideIpAddress, changes }) => ({
    outsideIpAddress,
    spans: stripSpans(changes, { from, to }),
  }));
  const label = rows
    .map(({ outsideIpAddress, spans }) =>
      t("tunnel", { address: outsideIpAddress, outages: spans.filter(({ state }) => state === "down").length }),
    )
    .join("; ");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${lengthUnits} ${rows.length * rowPx - 3}`}
      preserveAspectRatio="none"
      className={cn("block w-full min-w-28 overflow-visible", className)}
    >
      <title>{label}</title>
      {rows.map(({ outsideIpAddress, spans }, row) =>
        spans.map((span) => <Span key={`${outsideIpAddress}${span.from}`} span={span} middle={row * rowPx + 3} />),
      )}
    </svg>
  );
}

function Span({ span, middle }: { span: StripSpan; middle: number }) {
  const from = span.from * lengthUnits;
  const length = (span.to - span.from) * lengthUnits;
  switch (span.state) {
    case "up":
      return <rect data-fill x={from} y={middle - 1} width={length} height={2} fill="var(--up)" opacity={0.75} />;
    case "pending":
      return <rect data-fill x={from} y={middle - 1} width={length} height={2} fill="var(--pending)" />;
    case "never-up":
      return <rect data-fill x={from} y={middle - 0.5} width={length} height={1} fill="var(--border-strong)" />;
    case "down": {
      const shown = Math.max(length, downMinUnits);
      return (
        <rect
          data-fill
          x={Math.min(from, lengthUnits - shown)}
          y={middle - 3}
          width={shown}
          height={6}
          rx={1}
          fill="var(--down)"
        />
      );
    }
    case "unknown":
      return (
        <path
          d={`M${from} ${middle}h${length}`}
          stroke="var(--unknown)"
          strokeWidth={2}
          strokeDasharray="1.5 3"
          vectorEffect="non-scaling-stroke"
        />
      );
    default: {
      const impossible: never = span.state;
      throw new Error(`no drawing for ${impossible}`);
    }
  }
}
