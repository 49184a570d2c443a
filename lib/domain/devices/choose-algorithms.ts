import { DomainError } from "../../errors";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import type { DeviceModel, IkeVersion, PhaseModel, TunnelModel } from "./tunnel-model";

/** What one platform can do in one phase with one IKE version: AWS's value → the platform's own spelling. */
export interface PhaseSupport<Spelling = string> {
  encryption: Record<string, Spelling>;
  integrity: Record<string, Spelling>;
  dhGroups: Record<number, Spelling>;
}

/** A version that is left out the platform does not speak. */
export type PlatformSupport = Partial<Record<IkeVersion, { phase1: PhaseSupport; phase2: PhaseSupport }>>;

export interface ChosenPhase {
  /** AWS's names, for comments and tests. */
  encryption: string;
  integrity: string;
  dhGroup: number;
  /** True for AES-GCM, which authenticates by itself: the integrity value is then only IKE's PRF. */
  isAead: boolean;
  /** The platform's spelling of each. */
  spelled: { encryption: string; integrity: string; dhGroup: string };
}

export interface ChosenAlgorithms {
  phase1: ChosenPhase;
  phase2: ChosenPhase;
}

/**
 * The strongest values AWS accepts on this tunnel and the platform supports. Throws DomainError `device-unsupported` when
 * there are none; `algorithmProblems` says which before anybody asks for the file.
 */
export function chooseAlgorithms(
  tunnel: TunnelModel,
  ikeVersion: IkeVersion,
  support: PlatformSupport,
): ChosenAlgorithms {
  const platform = support[ikeVersion];
  const phase1 = platform ? choosePhase(tunnel.phase1, platform.phase1) : null;
  const phase2 = platform ? choosePhase(tunnel.phase2, platform.phase2) : null;
  if (phase1 === null || phase2 === null || !tunnel.ikeVersions.includes(ikeVersion)) {
    throw new DomainError("device-unsupported", { address: tunnel.outsideIpAddress });
  }
  return { phase1, phase2 };
}

/** What stands between this connection and a configuration for the platform, with the nearest value that would do. */
export function algorithmProblems(model: DeviceModel, ikeVersion: IkeVersion, support: PlatformSupport): Problem[] {
  const platform = support[ikeVersion];
  return model.tunnels.flatMap((tunnel, index) => {
    const values = { address: tunnel.outsideIpAddress, offered: ikeVersion };
    if (!platform) return [problem("ikeVersionUnknown", values, spokenVersions(support)[0], index)];
    if (!tunnel.ikeVersions.includes(ikeVersion)) {
      const other = tunnel.ikeVersions.find((version) => support[version]);
      // Without a common version the tunnel's own list is what can give way.
      return [problem(other ? "ikeVersion" : "ikeVersionOnly", values, other ?? ikeVersion, index)];
    }
    return [
      ...phaseProblems(tunnel, index, 1, tunnel.phase1, platform.phase1),
      ...phaseProblems(tunnel, index, 2, tunnel.phase2, platform.phase2),
    ];
  });
}

function spokenVersions(support: PlatformSupport): IkeVersion[] {
  return (["ikev2", "ikev1"] as const).filter((version) => support[version]);
}

/** Strongest first. AES-256 in GCM before CBC; the elliptic groups by their size, the finite ones between them. */
const ENCRYPTION_STRENGTH = ["AES256-GCM-16", "AES256", "AES128-GCM-16", "AES128"];
const INTEGRITY_STRENGTH = ["SHA2-512", "SHA2-384", "SHA2-256", "SHA1"];
/** 22–24 stand below 14 although they are newer: RFC 8247 advises against all three. */
const DH_STRENGTH = [21, 20, 18, 17, 16, 19, 15, 14, 24, 23, 22, 5, 2];

function choosePhase(phase: PhaseModel, support: PhaseSupport): ChosenPhase | null {
  const encryption = strongest(ENCRYPTION_STRENGTH, phase.encryption, support.encryption);
  const integrity = strongest(INTEGRITY_STRENGTH, phase.integrity, support.integrity);
  const dhGroup = strongest(DH_STRENGTH, phase.dhGroups, support.dhGroups);
  if (encryption === null || integrity === null || dhGroup === null) return null;
  return {
    encryption: encryption.value,
    integrity: integrity.value,
    dhGroup: dhGroup.value,
    isAead: encryption.value.includes("GCM"),
    spelled: { encryption: encryption.spelling, integrity: integrity.spelling, dhGroup: dhGroup.spelling },
  };
}

function strongest<T extends string | number>(
  order: readonly T[],
  offered: readonly T[],
  spellings: Record<T, string>,
) {
  for (const value of order) {
    const spelling: string | undefined = spellings[value];
    if (offered.includes(value) && spelling !== undefined) return { value, spelling };
  }
  return null;
}

function phaseProblems(tunnel: TunnelModel, index: number, phase: 1 | 2, offered: PhaseModel, support: PhaseSupport) {
  const check = <T extends string | number>(
    name: string,
    order: T[],
    list: readonly T[],
    spellings: Record<T, string>,
  ) => {
    if (strongest(order, list, spellings) !== null) return [];
    const values = { address: tunnel.outsideIpAddress, phase, offered: list.join(", ") };
    return [problem(name, values, nearest(order, list, spellings), index)];
  };
  return [
    ...check("encryption", ENCRYPTION_STRENGTH, offered.encryption, support.encryption),
    ...check("integrity", INTEGRITY_STRENGTH, offered.integrity, support.integrity),
    ...check("dhGroup", DH_STRENGTH, offered.dhGroups, support.dhGroups),
  ];
}

/** The supported value next in strength to the best one AWS offers; the stronger of two that are equally near. */
function nearest<T extends string | number>(order: readonly T[], offered: readonly T[], spellings: Record<T, string>) {
  const wanted = Math.max(
    0,
    order.findIndex((value) => offered.includes(value)),
  );
  const usable = order.filter((value) => spellings[value] !== undefined);
  const distance = (value: T) => Math.abs(order.indexOf(value) - wanted);
  return [...usable].sort((a, b) => distance(a) - distance(b))[0];
}

function problem(
  name: string,
  values: Record<string, string | number>,
  suggestion: string | number | undefined,
  tunnelIndex: number,
): Problem {
  return {
    severity: "error",
    path: ["tunnels", tunnelIndex],
    phrase: phrase(`devices.problem.${name}`, { ...values, nearest: suggestion ?? "" }),
    ...(suggestion === undefined ? {} : { suggestion: String(suggestion) }),
  };
}
