/** An IPv6 block: the first address as a number and the prefix length. */
export type Block6 = { base: bigint; length: number };

/** Reads `2001:db8::/56`; host bits are dropped. Undefined when it is not an IPv6 block. */
export function parseBlock6(text: string): Block6 | undefined {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text);
  const address = parseAddress6(match?.[1] ?? "");
  const length = Number(match?.[2]);
  if (address === undefined || length > 128) return undefined;
  const count = size6(length);
  return { base: (address / count) * count, length };
}

export function parseAddress6(text: string): bigint | undefined {
  const halves = text.split("::");
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The shortest spelling, as RFC 5952 wants it: the longest run of zero groups is folded. */
export function formatAddress6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 65_535n));
  const text = groups.map((group) => group.toString(16)).join(":");
  const runs = text.match(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (!longest) return text;
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  return `${text.slice(0, at).replace(/:$/, "")}::${text.slice(at + longest.length).replace(/^:/, "")}`;
}

export function formatBlock6({ base, length }: Block6): string {
  return `${formatAddress6(base)}/${length}`;
}

export function contains6(outer: Block6, inner: Block6): boolean {
  return outer.base <= inner.base && inner.base + size6(inner.length) <= outer.base + size6(outer.length);
}

export function overlaps6(a: Block6, b: Block6): boolean {
  return a.base < b.base + size6(b.length) && b.base < a.base + size6(a.length);
}

/** A block that we wrote ourselves. */
export function known6(text: string): Block6 {
  const block = parseBlock6(text);
  if (!block) throw new Error(`Not an IPv6 block: ${text}`);
  return block;
}

/** How many addresses a block of this prefix length has. */
export function size6(length: number): bigint {
  return 2n ** BigInt(128 - length);
}
