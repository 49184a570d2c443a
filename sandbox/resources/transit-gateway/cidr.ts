import { formatBlock, parseBlock } from "../../net";
import { formatBlock6, parseBlock6 } from "../../net6";
import { invalidParameterValue } from "../../protocol/errors";

/** A block of either family, so that route tables can hold both. `bits` is 32 or 128. */
export type Cidr = { bits: 32 | 128; base: bigint; length: number };

/** Reads a destination; host bits are dropped. Undefined when it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const four = parseBlock(text);
  if (four) return withoutHostBits({ bits: 32, base: BigInt(four.base), length: four.length });
  const six = parseBlock6(text);
  return six && withoutHostBits({ bits: 128, ...six });
}

export function readCidr(text: string, parameter: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr) return cidr;
  throw invalidParameterValue(`Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`);
}

export function formatCidr({ bits, base, length }: Cidr): string {
  return bits === 32 ? formatBlock({ base: Number(base), length }) : formatBlock6({ base, length });
}

export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  const shift = BigInt(outer.bits - outer.length);
  return outer.bits === inner.bits && outer.length <= inner.length && outer.base >> shift === inner.base >> shift;
}

/** IPv4 first, then by address, the larger block first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.bits !== b.bits) return a.bits - b.bits;
  if (a.base !== b.base) return a.base < b.base ? -1 : 1;
  return a.length - b.length;
}

function withoutHostBits({ bits, base, length }: Cidr): Cidr {
  const shift = BigInt(bits - length);
  return { bits, base: (base >> shift) << shift, length };
}
