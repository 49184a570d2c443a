import type { TunnelOptions } from "./tunnel-options";

/** Weakest first. */
const encryptions = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"] as const;
const integrities = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"] as const;

export type Encryption = (typeof encryptions)[number];
export type Integrity = (typeof integrities)[number];

export type PhaseProposal = { encryption: Encryption; integrity: Integrity; group: number; lifetimeSeconds: number };

/** The weakest proposal that a tunnel allows: the one that AWS writes into what it offers for download (reference §4). */
export function lowestProposal(options: TunnelOptions): { phase1: PhaseProposal; phase2: PhaseProposal } {
  return {
    phase1: {
      encryption: lowest(encryptions, options.Phase1EncryptionAlgorithms),
      integrity: lowest(integrities, options.Phase1IntegrityAlgorithms),
      group: lowestGroup(options.Phase1DHGroupNumbers),
      lifetimeSeconds: options.Phase1LifetimeSeconds ?? 28_800,
    },
    phase2: {
      encryption: lowest(encryptions, options.Phase2EncryptionAlgorithms),
      integrity: lowest(integrities, options.Phase2IntegrityAlgorithms),
      group: lowestGroup(options.Phase2DHGroupNumbers),
      lifetimeSeconds: options.Phase2LifetimeSeconds ?? 3600,
    },
  };
}

/** The first of `names` that is allowed; the very first when nothing was restricted. */
function lowest<Name extends string>(
  names: readonly [Name, ...Name[]],
  allowed: { Value?: string }[] | undefined,
): Name {
  return names.find((name) => allowed?.some(({ Value }) => Value === name)) ?? names[0];
}

function lowestGroup(allowed: { Value?: number }[] | undefined): number {
  return Math.min(...(allowed?.length ? allowed.map(({ Value }) => Value ?? 2) : [2]));
}
