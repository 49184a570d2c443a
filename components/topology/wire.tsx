import type { LinePattern } from "@/components/status/health";
import { cn } from "@/components/ui/cn";
import { curveMiddle, curvePath, type Ends } from "./pair-path";

const strokes: Record<LinePattern, string> = {
  up: "stroke-up",
  down: "stroke-down",
  "never-up": "stroke-unknown",
  unknown: "stroke-unknown",
  pending: "stroke-pending",
  proposed: "stroke-proposed",
};

/** Dashes in percent of the line where it says so, else in px. */
const dashes: Record<LinePattern, { dashArray?: string; isPercent?: true }> = {
  up: {},
  down: { dashArray: "46 8 46 1", isPercent: true },
  "never-up": { dashArray: "7 86 7 1", isPercent: true },
  unknown: { dashArray: "2 3" },
  pending: { dashArray: "6 3" },
  proposed: { dashArray: "5 4" },
};

interface WireProps {
  ends: Ends;
  pattern: LinePattern;
  offset?: number;
  className?: string;
}

/** One tunnel along the curve of its connection, told apart by gap and dashes so that its colour is not needed. */
export function Wire({ ends, pattern, offset = 0, className }: WireProps) {
  const { dashArray, isPercent } = dashes[pattern];
  const middle = curveMiddle(ends, offset);
  return (
    <g className={cn("fill-none forced-colors:stroke-[CanvasText]", strokes[pattern], className)}>
      <path d={curvePath(ends, offset)} strokeDasharray={dashArray} pathLength={isPercent && 100} />
      {pattern === "down" && <path d={`M${middle.x - 3} ${middle.y - 3}l6 6m0-6l-6 6`} strokeWidth={1.6} />}
    </g>
  );
}
