import type { ReadProposal, Said } from "../read-tunnel";
import { numberAfter } from "../text-lines";

/**
 * Proposals as swanctl.conf and ipsec.conf write them: "aes256-sha256-modp2048, aes128gcm16-ecp256", and Libreswan's
 * "aes_gcm256-sha2_512+sha2_256;dh21". Undefined where the
 * daemon's own defaults are offered, which differ between releases.
 */
export function strongswanProposals(said: Said<string> | undefined): ReadProposal[] | undefined {
  if (said === undefined) return undefined;
  const texts = said.value
    .replaceAll("!", "")
    .split(",")
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text !== "");
  if (texts.length === 0 || texts.includes("default")) return undefined;
  return texts.map((text) => proposalOf(text, said.line));
}

function proposalOf(text: string, line: number | null): ReadProposal {
  const proposal: ReadProposal = { encryption: [], integrity: [], dhGroups: [] };
  const prfs: Said<string>[] = [];
  for (const word of text.split(/[-;+]/)) {
    const group = groupOf(word);
    const hash = hashOf(word);
    if (group !== undefined) proposal.dhGroups.push({ value: group, line });
    else if (word.startsWith("prf")) prfs.push({ value: hashOf(word.slice("prf".length)) ?? word, line });
    else if (hash !== undefined) proposal.integrity.push({ value: hash, line });
    else if (!NO_ALGORITHM.has(word)) proposal.encryption.push({ value: cipherOf(word), line });
  }
  // With AES-GCM in phase 1 the PRF is what both ends must agree on.
  return proposal.integrity.length > 0 ? proposal : { ...proposal, integrity: prfs };
}

/** Extended sequence numbers, and the integrity that AES-GCM does not have. */
const NO_ALGORITHM = new Set(["esn", "noesn", "null", "none"]);

/** Names of strongSwan's proposal keywords (its documentation, "IKEv2 Cipher Suites"). */
const GROUPS: Record<string, number> = {
  ...{ modp768: 1, modp1024: 2, modp1536: 5, modp2048: 14, modp3072: 15, modp4096: 16, modp6144: 17, modp8192: 18 },
  ...{ ecp256: 19, ecp384: 20, ecp521: 21, modp1024s160: 22, modp2048s224: 23, modp2048s256: 24 },
  ...{ ecp192: 25, ecp224: 26, ecp224bp: 27, ecp256bp: 28, ecp384bp: 29, ecp512bp: 30 },
  ...{ curve25519: 31, x25519: 31, curve448: 32, x448: 32 },
};
const HASHES: Record<string, string> = {
  ...{ sha: "SHA1", sha1: "SHA1", md5: "MD5", aesxcbc: "AES-XCBC", aescmac: "AES-CMAC" },
  ...{ sha2: "SHA2-256", sha256: "SHA2-256", sha2_256: "SHA2-256", sha384: "SHA2-384", sha2_384: "SHA2-384" },
  ...{ sha512: "SHA2-512", sha2_512: "SHA2-512" },
};
const GROUP_NAMES = new Map(Object.entries(GROUPS));
const HASH_NAMES = new Map(Object.entries(HASHES));

function groupOf(word: string): number | string | undefined {
  return (
    GROUP_NAMES.get(word) ??
    numberAfter("dh", word) ??
    (word.startsWith("modp") || word.startsWith("ecp") ? word : undefined)
  );
}

function hashOf(word: string): string | undefined {
  return HASH_NAMES.get(word);
}

/**
 * "aes256", "aes" (which is 128), "aes128gcm16", also written "aes128gcm128" by the bits of its check value, and Libreswan's
 * "aes_gcm256", "aes_gcm_16_256", "aes_cbc128".
 */
function cipherOf(word: string): string {
  const [, mode, bits = "128"] = /^aes(?:_(cbc|gcm|gcm_16|gcm_c))?_?(128|192|256)?$/.exec(word) ?? [];
  if (mode?.startsWith("gcm")) return `AES${bits}-GCM-16`;
  if (/^aes(_cbc)?_?\d*$/.test(word)) return `AES${bits}`;
  const size = /^aes(128|192|256)gcm(16|128)$/.exec(word)?.[1];
  return size === undefined ? word.toUpperCase() : `AES${size}-GCM-16`;
}
