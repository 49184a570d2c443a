/** Sizes and places on the canvas in px at 100 %, shared by placement and drawing. Source: DESIGN.md "Canvas". */
export const SITE = { left: 32, width: 184, height: 44 } as const;
export const STACK = { height: 50 } as const;
export const OUTLINE = { left: 22, width: 204, padding: 12, gap: 8 } as const;
export const GATEWAY = { left: 408, width: 124, heightLeast: 88, portGap: 24, portPadding: 16 } as const;
export const VPC = {
  left: 596,
  width: 248,
  collapsedHeight: 52,
  headHeight: 28,
  rowHeight: 53,
  foldHeight: 36,
  foot: 8,
} as const;

/** Where lanes begin below their headings. */
export const LANE_TOP = 64;
/** Between blocks of a lane: what placement leaves, and the least that growth may leave. */
export const BLOCK_GAP = 24;
export const BLOCK_GAP_LEAST = 16;
/** Between the bands of two gateways. */
export const BAND_GAP = 48;
export const MARGIN_RIGHT = 24;
/** Width of the three lanes with a margin at both sides. */
export const LANES_WIDTH = VPC.left + VPC.width + MARGIN_RIGHT;
/** From one column of lanes to the next, in networks too large for one. */
export const COLUMN_PITCH = 940;

/** A gateway grows with its ports. */
export function gatewayHeight(portCount: number): number {
  return Math.max(GATEWAY.heightLeast, portCount * GATEWAY.portGap + GATEWAY.portPadding);
}

export function outlineHeight(deviceCount: number): number {
  return deviceCount * SITE.height + (deviceCount - 1) * OUTLINE.gap + 2 * OUTLINE.padding;
}

export function vpcHeight(rowCount: number, foldCount: number): number {
  if (rowCount + foldCount === 0) return VPC.collapsedHeight;
  return VPC.headHeight + rowCount * VPC.rowHeight + foldCount * VPC.foldHeight + VPC.foot;
}
