import { containsAddress, isCidr } from "../../../net/cidr";
import { isIpv4 } from "../../../net/ip";
import { prefixLengthOf } from "../masks";
import { encryptedKey, type ReadKey, readKey } from "../read-key";
import type { TextLine } from "../text-lines";
import { type IosSection, lineOf, sectionsOf } from "./ios-sections";

/** A key for the peers in a block of addresses. */
export interface IosKey {
  /** The keyring that holds it; null for keys of the whole router. */
  keyring: string | null;
  block: string;
  key: ReadKey;
}

/** Every key of IKEv1: `crypto isakmp key`, and those of keyrings. */
export function isakmpKeys(sections: readonly IosSection[]): IosKey[] {
  const ofRouter = sectionsOf(sections, "crypto", "isakmp", "key").flatMap(({ head }) => routerKey(head) ?? []);
  const ofKeyrings = sectionsOf(sections, "crypto", "keyring").flatMap(({ head, body }) =>
    body.flatMap((line) => keyringKey(line, head.words[2] ?? "") ?? []),
  );
  return [...ofKeyrings, ...ofRouter];
}

/** Every key of IKEv2: those of the peers in keyrings. */
export function ikev2Keys(sections: readonly IosSection[]): IosKey[] {
  return sectionsOf(sections, "crypto", "ikev2", "keyring").flatMap((section) =>
    peersIn(section).flatMap((peer) => {
      const [, address, mask] = lineOf(peer, "address")?.words ?? [];
      const line = lineOf(peer, "pre-shared-key", "local") ?? lineOf(peer, "pre-shared-key");
      const block = blockOf(address, mask);
      if (line === undefined || block === null) return [];
      const isForOneSide = line.words[1] === "local" || line.words[1] === "remote";
      return { keyring: section.head.words[3] ?? "", block, key: keyBehind(line, isForOneSide ? 2 : 1) };
    }),
  );
}

/** The key that IOS takes for a peer: of the keyring in question, and of several the one for the smallest block. */
export function keyFor(keys: readonly IosKey[], peer: string, keyring: string | null): ReadKey | undefined {
  const length = (block: string) => Number(block.split("/")[1]);
  let best: IosKey | undefined;
  if (!isIpv4(peer)) return undefined;
  for (const one of keys) {
    if (keyring !== null && one.keyring !== keyring) continue;
    if (!containsAddress(one.block, peer)) continue;
    if (best === undefined || length(one.block) > length(best.block)) best = one;
  }
  return best?.key;
}

/** A keyring's lines from each "peer" to the next. */
function peersIn({ body }: IosSection): IosSection[] {
  const peers: IosSection[] = [];
  for (const line of body) {
    if (line.words[0] === "peer") peers.push({ head: line, body: [] });
    else peers.at(-1)?.body.push(line);
  }
  return peers;
}

/** crypto isakmp key [0|6] KEY address ADDRESS [MASK] */
function routerKey(head: TextLine): IosKey | null {
  const isTyped = head.words[4] !== "address" && head.words[4] !== "hostname";
  const [keyword, address, mask] = head.words.slice(isTyped ? 5 : 4);
  const block = keyword === "address" ? blockOf(address, mask) : null;
  if (block === null) return null;
  const key = head.words[isTyped ? 4 : 3] ?? "";
  return {
    keyring: null,
    block,
    key: isTyped && head.words[3] !== "0" ? encryptedKey(head.number) : readKey(key, head.number),
  };
}

/** pre-shared-key address ADDRESS [MASK] key [0|6] KEY */
function keyringKey(line: TextLine, keyring: string): IosKey | null {
  const [first, second, address, third] = line.words;
  if (first !== "pre-shared-key" || second !== "address") return null;
  const mask = third === "key" ? undefined : third;
  const block = blockOf(address, mask);
  const at = mask === undefined ? 4 : 5;
  if (block === null || line.words[at - 1] !== "key") return null;
  return { keyring, block, key: keyBehind(line, at) };
}

/** The rest of the line behind so many words is the key, spaces at its end among it. */
function keyBehind(line: TextLine, words: number): ReadKey {
  const type = line.words.length > words + 1 ? line.words[words] : undefined;
  if (type === "6" || type === "7") return encryptedKey(line.number);
  return readKey(restBehind(line.text, type === "0" ? words + 1 : words), line.number);
}

function restBehind(text: string, words: number): string {
  let at = 0;
  const skip = (isPart: (letter: string) => boolean) => {
    while (at < text.length && isPart(text.charAt(at))) at++;
  };
  const isSpace = (letter: string) => letter === " " || letter === "\t";
  for (let word = 0; word < words; word++) {
    skip(isSpace);
    skip((letter) => !isSpace(letter));
  }
  // One space parts the key from the word before it.
  return text.slice(at + 1);
}

function blockOf(address: string | undefined, mask: string | undefined): string | null {
  const length = mask === undefined ? 32 : prefixLengthOf(mask);
  const block = `${address}/${length}`;
  return isCidr(block) ? block : null;
}
