/** A tunnel by its addresses; an inside CIDR is missing where EC2 showed none. */
export interface TunnelAddresses {
  outsideIpAddress: string;
  insideCidr?: string;
}

export interface TunnelSuccession {
  before: TunnelAddresses;
  after: TunnelAddresses;
}

/**
 * Which tunnel of a connection that was made anew comes after which: one with the same inside addresses, where there is one on
 * each side, else the one in the same place.
 */
export function compareAddresses(
  before: readonly TunnelAddresses[],
  after: readonly TunnelAddresses[],
): TunnelSuccession[] {
  const [first, second] = after;
  const isCrossed =
    after.length === 2 && before.length === 2 && isSameInside(before[0], second) && isSameInside(before[1], first);
  const inOrder = isCrossed ? [second, first] : after;
  return before.flatMap((tunnel, index): TunnelSuccession[] => {
    const successor = inOrder[index];
    return successor ? [{ before: tunnel, after: successor }] : [];
  });
}

function isSameInside(one: TunnelAddresses | undefined, other: TunnelAddresses | undefined): boolean {
  return one?.insideCidr !== undefined && one.insideCidr === other?.insideCidr;
}
