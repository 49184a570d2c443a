import type { LinePattern } from "./health";

export interface TunnelLineShape {
  stroke: string;
  /** Drawn parts, from and to in px. */
  spans: readonly (readonly [number, number])[];
  dashes: string | undefined;
  /** Where the × of a broken line stands. */
  crossAt: number | undefined;
}

const styles: Record<LinePattern, { stroke: string; dashes?: string }> = {
  up: { stroke: "var(--up)" },
  down: { stroke: "var(--down)" },
  "never-up": { stroke: "var(--unknown)" },
  unknown: { stroke: "var(--unknown)", dashes: "2 3" },
  pending: { stroke: "var(--pending)", dashes: "6 3" },
  proposed: { stroke: "var(--proposed)", dashes: "5 4" },
};

/** Room for the × of a short line; a longer one leaves 8 % of itself. */
const gapMinPx = 7;

/** How a tunnel's state looks as a line of a given length. Told apart by gaps and dashes, so that colour is not needed. */
export function tunnelLine({ pattern, width }: { pattern: LinePattern; width: number }): TunnelLineShape {
  const { stroke, dashes } = styles[pattern];
  const whole: TunnelLineShape = { stroke, dashes, spans: [[0, width]], crossAt: undefined };
  switch (pattern) {
    case "down": {
      const middle = width / 2;
      const gap = Math.max(gapMinPx, width * 0.08);
      return {
        ...whole,
        spans: [
          [0, middle - gap / 2],
          [middle + gap / 2, width],
        ],
        crossAt: middle,
      };
    }
    case "never-up": {
      const stub = Math.max(3, width * 0.07);
      return {
        ...whole,
        spans: [
          [0, stub],
          [width - stub, width],
        ],
      };
    }
    case "up":
    case "unknown":
    case "pending":
    case "proposed":
      return whole;
    default: {
      const impossible: never = pattern;
      throw new Error(`no line for ${impossible}`);
    }
  }
}
