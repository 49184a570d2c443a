export interface Point {
  x: number;
  y: number;
}

export interface Ends {
  from: Point;
  to: Point;
}

/** Half the distance between the two lines of a connection. */
export const PAIR_OFFSET = 3.5;

/**
 * The S-curve between two points as an SVG path, moved sideways by `offset` px along its normal, so that the two lines of a
 * connection stay parallel where the curve is steep. A cubic cannot be offset exactly: ends and middle are.
 */
export function curvePath(ends: Ends, offset = 0): string {
  const { from, to } = ends;
  const { nx, ny } = middleNormal(ends);
  const middleX = (from.x + to.x) / 2;
  const shiftX = (4 / 3) * offset * nx;
  const shiftY = (4 / 3) * offset * ny - offset / 3;
  const points = [
    [from.x, from.y + offset],
    [middleX + shiftX, from.y + shiftY],
    [middleX + shiftX, to.y + shiftY],
    [to.x, to.y + offset],
  ].map(([x, y]) => `${round(x)} ${round(y)}`);
  return `M${points[0]}C${points[1]} ${points[2]} ${points[3]}`;
}

/** Middle of the curve at that offset: where the × of a broken line stands. */
export function curveMiddle(ends: Ends, offset = 0): Point {
  const { nx, ny } = middleNormal(ends);
  return {
    x: (ends.from.x + ends.to.x) / 2 + offset * nx,
    y: (ends.from.y + ends.to.y) / 2 + offset * ny,
  };
}

/** Point of the curve at `t` between 0 and 1. */
export function curvePoint({ from, to }: Ends, t: number): Point {
  const middleX = (from.x + to.x) / 2;
  const u = 1 - t;
  return {
    x: u ** 3 * from.x + 3 * u * t * middleX + t ** 3 * to.x,
    y: (u ** 3 + 3 * u ** 2 * t) * from.y + (3 * u * t ** 2 + t ** 3) * to.y,
  };
}

/** The tangent in the middle of this S-curve is (dx, 2 dy). */
function middleNormal({ from, to }: Ends): { nx: number; ny: number } {
  const dx = to.x - from.x;
  const dy = 2 * (to.y - from.y);
  const length = Math.hypot(dx, dy) || 1;
  return { nx: -dy / length, ny: dx / length };
}

function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10;
}
