/** An IPv4 block: the first address as a number and the prefix length. */
export type Block = { base: number; length: number };

/** Reads `10.0.0.0/16`; host bits may be set (see `canonical`). Undefined when it is not an IPv4 block. */
export function parseBlock(text: string): Block | undefined {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  const base = parseAddress(match?.[1] ?? "");
  const length = Number(match?.[2]);
  return base === undefined || length > 32 ? undefined : { base, length };
}

export function parseAddress(text: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split(".").map(Number);
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

export function formatBlock({ base, length }: Block): string {
  return `${formatAddress(base)}/${length}`;
}

export function size({ length }: Block): number {
  return 2 ** (32 - length);
}

/** The same block without host bits, as EC2 stores it: 100.68.0.18/18 becomes 100.68.0.0/18. */
export function canonical(block: Block): Block {
  return { base: Math.floor(block.base / size(block)) * size(block), length: block.length };
}

export function isCanonical(block: Block): boolean {
  return block.base % size(block) === 0;
}

export function overlaps(a: Block, b: Block): boolean {
  return a.base < b.base + size(b) && b.base < a.base + size(a);
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.base <= inner.base && inner.base + size(inner) <= outer.base + size(outer);
}

const notPublic = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"]
  .concat("192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4")
  .map(known);

/** False for private, shared, loopback, link-local, multicast and reserved addresses. Documentation ranges count as public: demos use them. */
export function isPublicAddress(text: string): boolean {
  const base = parseAddress(text);
  return base !== undefined && !notPublic.some((block) => contains(block, { base, length: 32 }));
}

/** A block written in our own source. */
export function known(text: string): Block {
  const block = parseBlock(text);
  if (!block) throw new Error(`Not an IPv4 block: ${text}`);
  return block;
}
