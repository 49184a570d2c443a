import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { LinePattern } from "./health";
import { tunnelLine } from "./tunnel-line";

interface TunnelPairProps {
  /** Both tunnels, always in the order of their outside addresses, never by state. */
  lines: readonly [LinePattern, LinePattern];
  /** Overall width in px: 26 in a table cell, more in a legend or a head. */
  width?: number;
  className?: string;
}

const heightPx = 12;

/** The sign of a connection: two parallel lines, each with the pattern of its tunnel. */
export function TunnelPair({ lines, width = 26, className }: TunnelPairProps) {
  const t = useTranslations("common.pair");
  const label = t("label", { first: t(lines[0]), second: t(lines[1]) });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${heightPx}`}
      width={width}
      height={heightPx}
      fill="none"
      className={cn("inline-block shrink-0 overflow-visible align-[-1px]", className)}
    >
      <title>{label}</title>
      <TunnelLine pattern={lines[0]} width={width} y={3} />
      <TunnelLine pattern={lines[1]} width={width} y={9} />
    </svg>
  );
}

/** One tunnel as a horizontal line, for any SVG. */
export function TunnelLine({ pattern, width, y }: { pattern: LinePattern; width: number; y: number }) {
  const line = tunnelLine({ pattern, width });
  return (
    <g transform={`translate(0 ${y})`}>
      {line.spans.map(([from, to]) => (
        <path key={from} d={`M${from} 0H${to}`} stroke={line.stroke} strokeWidth={2} strokeDasharray={line.dashes} />
      ))}
      {line.crossAt !== undefined && (
        <path
          d={`M${line.crossAt - 2} -2l4 4m0 -4l-4 4`}
          stroke={line.stroke}
          strokeWidth={1.25}
          strokeLinecap="round"
        />
      )}
    </g>
  );
}
