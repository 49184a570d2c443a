import { matchesWildcard, readWildcard } from "./wildcard";

/** Transitions whose name fits (`vpn-gateway-*`) take `factor` times as long. */
export type Slowness = { transition: string; factor: number };

/** How many times longer than usual a transition takes. */
export function slownessOf(transition: string, slowness: Slowness[]): number {
  let factor = 1;
  for (const slow of slowness) if (matchesWildcard(readWildcard(slow.transition), transition)) factor *= slow.factor;
  return factor;
}
