import type { ReadPhase, ReadProposal, Said } from "../read-tunnel";
import { numberAfter } from "../text-lines";
import type { JunosTree } from "./junos-statements";

/** What an IKE policy offers. Without a lifetime it is eight hours (CLI reference, "lifetime-seconds (Security IKE)"). */
export function junosPhase1(tree: JunosTree, policy: JunosTree): ReadPhase {
  const proposals = namedProposals(policy).map((name) => tree.under("security", "ike", "proposal", name));
  if (proposals.length === 0) return {};
  return {
    proposals: proposals.map((proposal) => ({
      ...algorithms(proposal),
      dhGroups: groupOf(proposal.word("dh-group")),
      lifetimeSeconds: proposal.number("lifetime-seconds") ?? { value: 28800, line: null },
    })),
  };
}

/** What an IPsec policy offers, with its own perfect forward secrecy. */
export function junosPhase2(tree: JunosTree, policy: JunosTree): ReadPhase {
  const proposals = namedProposals(policy).map((name) => tree.under("security", "ipsec", "proposal", name));
  if (proposals.length === 0) return {};
  const pfs = policy.word("perfect-forward-secrecy", "keys");
  return {
    proposals: proposals.map((proposal) => ({
      ...algorithms(proposal),
      dhGroups: groupOf(pfs),
      lifetimeSeconds: proposal.number("lifetime-seconds") ?? { value: 3600, line: null },
    })),
  };
}

function namedProposals(policy: JunosTree): string[] {
  return policy.under("proposals").statements.flatMap(({ words }) => words);
}

function algorithms(proposal: JunosTree): Pick<ReadProposal, "encryption" | "integrity"> {
  const encryption = proposal.word("encryption-algorithm");
  const integrity = proposal.word("authentication-algorithm");
  return {
    encryption: encryption ? [{ value: cipherOf(encryption.value), line: encryption.line }] : [],
    integrity: integrity ? [{ value: hashOf(integrity.value), line: integrity.line }] : [],
  };
}

function groupOf(said: Said<string> | undefined): ReadProposal["dhGroups"] {
  return said ? [{ value: numberAfter("group", said.value) ?? said.value, line: said.line }] : [];
}

/** "aes-256-cbc", "aes-128-gcm". */
function cipherOf(word: string): string {
  const [, bits, mode] = /^aes-(128|192|256)-(cbc|gcm)$/.exec(word) ?? [];
  return bits === undefined ? word.toUpperCase() : `AES${bits}${mode === "gcm" ? "-GCM-16" : ""}`;
}

/** "sha1", "sha-256"; in phase 2 "hmac-sha1-96", "hmac-sha-256-128". */
function hashOf(word: string): string {
  if (word === "sha1" || word === "hmac-sha1-96") return "SHA1";
  const [, bits] = /^(?:hmac-)?sha-(256|384|512)(?:-\d+)?$/.exec(word) ?? [];
  return bits === undefined ? word.toUpperCase() : `SHA2-${bits}`;
}
