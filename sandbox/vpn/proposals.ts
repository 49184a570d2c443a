import type { TunnelOptions } from "./tunnel-options";

/** The algorithms of one phase. Without `integrity` the cipher protects integrity itself; without `dhGroup` there is no PFS. */
export type Proposal = { encryption: string; integrity: string | undefined; dhGroup: number | undefined };

/** What one end allows in a phase. An absent list is everything that the other end has. */
export type Allowed = {
  encryption?: readonly string[] | undefined;
  integrity?: readonly string[] | undefined;
  dhGroups?: readonly number[] | undefined;
};

/** AWS's end always has its lists: those that were set, or all it knows. Each begins with the lowest. */
export type AmazonAllowed = { encryption: string[]; integrity: string[]; dhGroups: number[] };

const encryption = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"];
const integrity = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"];
const dhGroups = {
  phase1: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  phase2: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
};

/** What AWS's end of a tunnel allows in a phase (CreateVpnConnection, VpnTunnelOptionsSpecification). */
export function amazonAllows(options: TunnelOptions, phase: "phase1" | "phase2"): AmazonAllowed {
  const isFirst = phase === "phase1";
  return {
    encryption: chosen(encryption, isFirst ? options.Phase1EncryptionAlgorithms : options.Phase2EncryptionAlgorithms),
    integrity: chosen(integrity, isFirst ? options.Phase1IntegrityAlgorithms : options.Phase2IntegrityAlgorithms),
    dhGroups: chosen(dhGroups[phase], isFirst ? options.Phase1DHGroupNumbers : options.Phase2DHGroupNumbers),
  };
}

/** An authenticated cipher: ESP then needs no integrity algorithm; IKE still takes one, for its keys (RFC 5282). */
export function isAead(cipher: string): boolean {
  return cipher.includes("GCM");
}

/**
 * The cipher and integrity both ends go on with. AWS's end looks from its lowest value up, whatever the device's order is
 * and whoever initiates (User Guide, "Tunnel options").
 */
export function agreeOnAlgorithms(
  amazon: AmazonAllowed,
  device: Allowed,
  needsIntegrity: (cipher: string) => boolean,
): Omit<Proposal, "dhGroup"> | undefined {
  const hash = common(amazon.integrity, device.integrity)[0];
  for (const cipher of common(amazon.encryption, device.encryption)) {
    if (!needsIntegrity(cipher)) return { encryption: cipher, integrity: undefined };
    if (hash !== undefined) return { encryption: cipher, integrity: hash };
  }
  return undefined;
}

export function agreeOnGroup(amazon: AmazonAllowed, device: Allowed): number | undefined {
  return common(amazon.dhGroups, device.dhGroups)[0];
}

function common<T>(amazon: readonly T[], device: readonly T[] | undefined): readonly T[] {
  return device ? amazon.filter((value) => device.includes(value)) : amazon;
}

/** What a caller set, lowest first; everything when nothing was set. */
function chosen<T>(all: T[], set: { Value?: T | undefined }[] | undefined): T[] {
  return set?.length ? all.filter((value) => set.some(({ Value }) => Value === value)) : all;
}
