import type { BgpSpeaker } from "./device";

/** AWS's side of a BGP session. */
export type AmazonPeer = {
  asn: number;
  /** The ASN of the customer gateway: what the device must open with. */
  customerAsn: number;
  prefixesMax: number;
  /** What a route without MED counts as. */
  defaultMed: number;
};

/** A prefix with what best path selection looks at. The nearest autonomous system stands first. */
export type BgpRoute = { prefix: string; asPath: number[]; med: number };

/** Why a session is not up, or what it brings. `denied` routes are heard and not taken. */
export type BgpOutcome =
  | { kind: "established"; accepted: BgpRoute[]; denied: BgpRoute[]; holdSeconds: number }
  | { kind: "absent" }
  | { kind: "shut-down" }
  | { kind: "bad-open"; asn: number; expected: number }
  | { kind: "too-many-prefixes"; received: number; max: number };

/** AWS proposes 30 seconds (reference: CustomerGatewayConfiguration, `hold_time`); the lower of both ends holds (RFC 4271 §4.2). */
export const amazonHoldSeconds = 30;

/** Plays BGP between AWS and a device. The ends must be of different autonomous systems: there is no iBGP to AWS. */
export function peer(amazon: AmazonPeer, speaker: BgpSpeaker | undefined): BgpOutcome {
  if (!speaker) return { kind: "absent" };
  if (speaker.isShutDown) return { kind: "shut-down" };
  if (speaker.asn !== amazon.customerAsn || speaker.asn === amazon.asn)
    return { kind: "bad-open", asn: speaker.asn, expected: amazon.customerAsn };
  const prefixes = [...new Set(speaker.prefixes)];
  if (prefixes.length > amazon.prefixesMax)
    return { kind: "too-many-prefixes", received: prefixes.length, max: amazon.prefixesMax };
  const asPath = [...Array<number>(1 + (speaker.prepend ?? 0)).fill(speaker.asn), ...(speaker.asPath ?? [])];
  const routes = prefixes.map((prefix) => ({ prefix, asPath, med: speaker.med ?? amazon.defaultMed }));
  const isLoop = asPath.includes(amazon.asn);
  return {
    kind: "established",
    accepted: isLoop ? [] : routes,
    denied: isLoop ? routes : [],
    holdSeconds: Math.min(amazonHoldSeconds, speaker.holdSeconds ?? amazonHoldSeconds),
  };
}
