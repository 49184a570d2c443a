import type { PhaseModel } from "../../tunnel-model";
import type { ReadPhase, ReadProposal, Said } from "../read-tunnel";
import { differs, equal, type Finding, type Pair, type ParameterName } from "./difference";

/** What the device offers in both phases against what AWS accepts; AWS takes one of the offers, so one that fits is enough. */
export function compareProposals({ read, tunnel, model, ikeVersion }: Pair): Finding[] {
  const both = (phase: "phase1" | "phase2") => model.tunnels.map((one) => one[phase]);
  const phase2 = ikeVersion === "ikev1" ? PHASE_2 : PHASE_2_IKEV2;
  return [
    ...comparePhase(read.phase1, tunnel.phase1, PHASE_1),
    ...spareProposal(read.phase1, both("phase1"), PHASE_1),
    ...comparePhase(read.phase2, tunnel.phase2, phase2),
    ...spareProposal(read.phase2, both("phase2"), phase2),
  ];
}

interface Phase {
  names: { encryption: ParameterName; integrity: ParameterName; dhGroup: ParameterName; lifetime: ParameterName };
  /** Whether AES-GCM leaves nothing else to agree on: its PRF in phase 1, nothing in phase 2. */
  isPhase2: boolean;
  /** How bad another group is, and none at all. */
  dhGroup: { severity: "error" | "warning"; other: string; none: string };
}

const PHASE_1: Phase = {
  names: {
    ...{ encryption: "phase1Encryption", integrity: "phase1Integrity" },
    ...{ dhGroup: "phase1DhGroup", lifetime: "phase1Lifetime" },
  },
  isPhase2: false,
  dhGroup: { severity: "error", other: "dhGroup", none: "dhGroup" },
};
const PHASE_2: Phase = {
  names: {
    ...{ encryption: "phase2Encryption", integrity: "phase2Integrity" },
    ...{ dhGroup: "phase2DhGroup", lifetime: "phase2Lifetime" },
  },
  isPhase2: true,
  dhGroup: { severity: "error", other: "dhGroup", none: "noPfs" },
};
/** The first SA of phase 2 is made together with phase 1 and has no group of its own (RFC 7296, 1.2): it fails at its renewal. */
const PHASE_2_IKEV2: Phase = {
  ...PHASE_2,
  dhGroup: { severity: "warning", other: "dhGroupAtRekey", none: "noPfsAtRekey" },
};

function comparePhase({ proposals, lifetimeSeconds }: ReadPhase, accepted: PhaseModel, phase: Phase): Finding[] {
  if (proposals === undefined) return lifetime([lifetimeSeconds], accepted, phase);
  const judged = proposals.map((proposal) => ({ proposal, findings: judge(proposal, accepted, phase) }));
  const fitting = judged.filter(({ findings }) => findings.every(({ severity }) => severity === "equal"));
  const [closest] = [...judged].sort((a, b) => unlike(a.findings) - unlike(b.findings));
  if (closest === undefined)
    return [differs({ parameter: "phase1Encryption", severity: "error", meaning: "noPolicy" })];
  const offered = (fitting.length > 0 ? fitting : [closest]).map(({ proposal }) => proposal.lifetimeSeconds);
  return [...(fitting[0] ?? closest).findings, ...lifetime([...offered, lifetimeSeconds], accepted, phase)];
}

/** An offer that no tunnel of the connection accepts does no harm beside one that fits, and may be a slip all the same. */
function spareProposal({ proposals = [] }: ReadPhase, accepted: readonly PhaseModel[], phase: Phase): Finding[] {
  const fits = (proposal: ReadProposal) => accepted.some((one) => unlike(judge(proposal, one, phase)) === 0);
  const spare = proposals.find((proposal) => !fits(proposal));
  const [first] = accepted;
  if (spare === undefined || first === undefined || !proposals.some(fits)) return [];
  const finding = judge(spare, first, phase).find(({ severity }) => severity !== "equal");
  if (finding === undefined || finding.severity === "equal") return [];
  const { parameter, connection, device, line } = finding;
  return [differs({ parameter, severity: "note", meaning: "proposalSpare", connection, device, line })];
}

function unlike(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== "equal").length;
}

/** The three values of one proposal, each against AWS's list. */
function judge(proposal: ReadProposal, accepted: PhaseModel, { names, isPhase2, dhGroup }: Phase): Finding[] {
  const ciphers = proposal.encryption.filter(({ value }) => accepted.encryption.includes(value));
  const needsIntegrity = (ciphers.length > 0 ? ciphers : proposal.encryption).some(({ value }) => !isAead(value));
  const isIntegrityOpen = !needsIntegrity && (isPhase2 || proposal.integrity.length === 0);
  const hasGroup = proposal.dhGroups.length > 0;
  return [
    inList(proposal.encryption, accepted.encryption, { parameter: names.encryption, meaning: "encryption" }),
    ...(isIntegrityOpen
      ? []
      : [inList(proposal.integrity, accepted.integrity, { parameter: names.integrity, meaning: "integrity" })]),
    inList(proposal.dhGroups, accepted.dhGroups, {
      parameter: names.dhGroup,
      severity: dhGroup.severity,
      meaning: hasGroup ? dhGroup.other : dhGroup.none,
    }),
  ];
}

interface Judged {
  parameter: ParameterName;
  severity?: "error" | "warning";
  meaning: string;
}

function inList(
  offered: readonly Said<string | number>[],
  accepted: readonly (string | number)[],
  { parameter, severity = "error", meaning }: Judged,
): Finding {
  if (offered.some(({ value }) => accepted.includes(value))) return equal(parameter);
  return differs({
    ...{ parameter, severity, meaning },
    connection: accepted.join(", "),
    device: offered.length === 0 ? null : offered.map(({ value }) => value).join(", "),
    line: offered.find(({ line }) => line !== null)?.line ?? null,
  });
}

/** Each end renews by its own clock, so another lifetime does no harm; of several offers the one that is equal counts. */
function lifetime(offered: (Said<number> | undefined)[], accepted: PhaseModel, { names }: Phase): Finding[] {
  const said = offered.filter((one) => one !== undefined);
  const [first] = said;
  if (first === undefined) return [];
  if (said.some(({ value }) => value === accepted.lifetimeSeconds)) return [equal(names.lifetime)];
  const meaning = first.value > accepted.lifetimeSeconds ? "lifetimeLonger" : "lifetimeShorter";
  const words = { connection: `${accepted.lifetimeSeconds} s`, device: `${first.value} s`, line: first.line };
  return [differs({ parameter: names.lifetime, severity: "note", meaning, ...words })];
}

function isAead(name: string): boolean {
  return name.includes("GCM");
}
