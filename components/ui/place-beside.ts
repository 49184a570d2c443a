interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}

interface Placement {
  anchor: Box;
  floating: { width: number; height: number };
  viewport: { width: number; height: number };
  /** Where it should stand; it goes to the other side when only that one has room. */
  side: "top" | "bottom";
  /** Which edges of the two lie in one line. */
  align: "start" | "center" | "end";
}

const gapPx = 4;
const marginPx = 8;

/** Where a floating box stands beside what it belongs to, in px of the viewport, and how high it may be there. */
export function placeBeside({ anchor, floating, viewport, side, align }: Placement) {
  const roomAbove = anchor.top - gapPx - marginPx;
  const roomBelow = viewport.height - (anchor.top + anchor.height) - gapPx - marginPx;
  const room = { top: roomAbove, bottom: roomBelow };
  const other = side === "top" ? "bottom" : "top";
  const chosen = floating.height > room[side] && room[other] > room[side] ? other : side;

  const maxHeight = Math.max(0, room[chosen]);
  const height = Math.min(floating.height, maxHeight);
  const top = chosen === "bottom" ? anchor.top + anchor.height + gapPx : anchor.top - gapPx - height;

  const overhang = anchor.width - floating.width;
  const wanted = anchor.left + { start: 0, center: overhang / 2, end: overhang }[align];
  const left = Math.max(marginPx, Math.min(wanted, viewport.width - floating.width - marginPx));
  return { top, left, maxHeight };
}
