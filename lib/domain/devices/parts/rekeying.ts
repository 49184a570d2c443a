import type { TunnelModel } from "../tunnel-model";

/**
 * AWS's lifetime is the hard end; the margin before it and its random part come on top of each other, as in ipsec.conf's
 * formula: rekeying starts between lifetime − margin × (1 + fuzz) and lifetime − margin.
 */
export function rekeying(lifetimeSeconds: number, tunnel: TunnelModel) {
  const overSeconds = Math.min(tunnel.rekeyMarginSeconds, Math.floor(lifetimeSeconds / 2));
  const atSeconds = lifetimeSeconds - overSeconds;
  const random = Math.round((overSeconds * tunnel.rekeyFuzzPercent) / 100);
  // With the largest margin AWS allows nothing would be left of the lifetime.
  return { atSeconds, overSeconds, randomSeconds: Math.min(random, Math.floor(atSeconds / 2)) };
}

/** ipsec.conf has one margin and one fuzz for both phases: those of phase 2, the shorter one, fit phase 1 as well. */
export function sharedRekeying(tunnel: TunnelModel) {
  const shorter = Math.min(tunnel.phase1.lifetimeSeconds, tunnel.phase2.lifetimeSeconds);
  const { overSeconds, randomSeconds } = rekeying(shorter, tunnel);
  return { marginSeconds: overSeconds, fuzzPercent: Math.floor((100 * randomSeconds) / Math.max(1, overSeconds)) };
}
