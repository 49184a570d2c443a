import type { ReadPhase, ReadProposal, Said } from "../read-tunnel";
import { numberAfter, type TextLine, wholeNumber } from "../text-lines";
import { type IosSection, lineOf, sectionsOf } from "./ios-sections";

/**
 * What IKEv1 offers: IOS sends all policies to every peer. A policy that has no line for something has the default, which
 * running-config leaves out: DES, SHA, RSA signatures, group 1, 86400 s (security command reference, "crypto isakmp policy").
 */
export function isakmpPolicies(sections: readonly IosSection[]): ReadProposal[] {
  return sectionsOf(sections, "crypto", "isakmp", "policy")
    .filter((section) => lineOf(section, "authentication")?.words[1] === "pre-share")
    .map((section) => {
      const encryption = lineOf(section, "encryption") ?? lineOf(section, "encr");
      const [, cipher = "des", bits = ""] = encryption?.words ?? [];
      return {
        encryption: [said(cipherName(cipher, bits), encryption)],
        integrity: [saidWord(lineOf(section, "hash"), "sha", hashName)],
        dhGroups: [saidWord(lineOf(section, "group"), "1", (word) => wholeNumber(word) ?? word)],
        lifetimeSeconds: saidWord(lineOf(section, "lifetime"), "86400", (word) => wholeNumber(word) ?? 0),
      };
    });
}

/**
 * The proposals of the policy for a local address. Without a policy of one's own IOS has proposals that differ between
 * releases, so then nothing is said.
 */
export function ikev2Proposals(
  sections: readonly IosSection[],
  localAddress: string | undefined,
): ReadProposal[] | undefined {
  const policies = sectionsOf(sections, "crypto", "ikev2", "policy");
  const matching = policies.filter((policy) => {
    const local = lineOf(policy, "match", "address", "local")?.words[3];
    return local === undefined || local === localAddress;
  });
  const names = new Set((matching.length > 0 ? matching : policies).flatMap(namedProposals));
  const proposals = sectionsOf(sections, "crypto", "ikev2", "proposal").filter(({ head }) =>
    names.has(head.words[3] ?? ""),
  );
  return proposals.length === 0 ? undefined : proposals.map(ikev2Proposal);
}

function namedProposals({ body }: IosSection): string[] {
  return body.flatMap(({ words }) => (words[0] === "proposal" ? (words[1] ?? []) : []));
}

function ikev2Proposal(section: IosSection): ReadProposal {
  const values = <T>(line: TextLine | undefined, name: (word: string) => T) =>
    (line?.words.slice(1) ?? []).map((word) => said(name(word), line));
  const integrity = values(lineOf(section, "integrity"), hashName);
  return {
    encryption: values(lineOf(section, "encryption"), ikev2CipherName),
    // With AES-GCM there is no integrity, and the PRF is what both ends must agree on.
    integrity: integrity.length > 0 ? integrity : values(lineOf(section, "prf"), hashName),
    dhGroups: values(lineOf(section, "group"), (word) => wholeNumber(word) ?? word),
  };
}

/** What one transform set offers in phase 2. The group stands in the profile or the map that names the set. */
export function transformProposal({ head }: IosSection, dhGroups: ReadProposal["dhGroups"]): ReadProposal {
  const encryption: Said<string>[] = [];
  const integrity: Said<string>[] = [];
  for (const [index, word] of head.words.entries()) {
    if (index < 4 || !word.startsWith("esp-")) continue;
    const name = word.slice("esp-".length);
    if (name.endsWith("-hmac")) integrity.push(said(hashName(name.slice(0, -"-hmac".length)), head));
    else encryption.push(said(cipherName(name, head.words[index + 1] ?? ""), head));
  }
  return { encryption, integrity, dhGroups };
}

/** Phase 2 as an IPsec profile or an entry of a crypto map says it, with the device's own default of 3600 s. */
export function ipsecPhase(sections: readonly IosSection[], section: IosSection): ReadPhase {
  const names = lineOf(section, "set", "transform-set")?.words.slice(2) ?? [];
  const sets = sectionsOf(sections, "crypto", "ipsec", "transform-set").filter(({ head }) =>
    names.includes(head.words[3] ?? ""),
  );
  const pfs = lineOf(section, "set", "pfs");
  // "set pfs" alone is group 1 (security command reference, "set pfs").
  const group = pfs && (numberAfter("group", pfs.words[2] ?? "group1") ?? pfs.words[2] ?? "");
  const dhGroups = group === undefined ? [] : [said(group, pfs)];
  return {
    proposals: sets.length === 0 ? undefined : sets.map((set) => transformProposal(set, dhGroups)),
    lifetimeSeconds: ipsecLifetime(sections, section),
  };
}

function ipsecLifetime(sections: readonly IosSection[], section: IosSection): Said<number> {
  const own = lineOf(section, "set", "security-association", "lifetime", "seconds");
  const ownSeconds = wholeNumber(own?.words[4]);
  if (ownSeconds !== undefined) return said(ownSeconds, own);
  const [all] = sectionsOf(sections, "crypto", "ipsec", "security-association", "lifetime", "seconds");
  const seconds = wholeNumber(all?.head.words[5]);
  return seconds === undefined ? { value: 3600, line: null } : said(seconds, all?.head);
}

/** Whether the transform sets of a section carry whole packets. */
export function isTransport(sections: readonly IosSection[], section: IosSection): TextLine | undefined {
  const names = lineOf(section, "set", "transform-set")?.words.slice(2) ?? [];
  return sectionsOf(sections, "crypto", "ipsec", "transform-set")
    .filter(({ head }) => names.includes(head.words[3] ?? ""))
    .flatMap((set) => lineOf(set, "mode", "transport") ?? [])[0];
}

function cipherName(cipher: string, bits: string): string {
  const size = /^(128|192|256)$/.test(bits) ? bits : "128";
  if (cipher === "aes") return `AES${size}`;
  if (cipher === "gcm") return `AES${size}-GCM-16`;
  return cipher.toUpperCase();
}

/** "aes-cbc-256", "aes-gcm-128", "3des". */
function ikev2CipherName(word: string): string {
  const cbc = numberAfter("aes-cbc-", word);
  if (cbc !== undefined) return `AES${cbc}`;
  const gcm = numberAfter("aes-gcm-", word);
  return gcm === undefined ? word.toUpperCase() : `AES${gcm}-GCM-16`;
}

function hashName(word: string): string {
  if (word === "sha" || word === "sha1") return "SHA1";
  const bits = numberAfter("sha", word);
  return bits === undefined ? word.toUpperCase() : `SHA2-${bits}`;
}

function said<T>(value: T, line: TextLine | undefined): Said<T> {
  return { value, line: line?.number ?? null };
}

/** What stands behind the line's first word, or the device's default. */
function saidWord<T>(line: TextLine | undefined, otherwise: string, parse: (word: string) => T): Said<T> {
  return said(parse(line?.words[1] ?? otherwise), line);
}
