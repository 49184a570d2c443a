import { customerGateway } from "./customer-gateway";
import type { Kind } from "./kind";

/** The registry of kinds, in the documented order of creation. */
export const kinds = {
  "customer-gateway": customerGateway,
} as const;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];

/** A kind whose spec and attributes are not known to the caller; their values come from that kind's own parse. */
export type AnyKind = Kind<KindName, Record<string, unknown>, Record<string, unknown>>;

/** The kind of that name, for code that works on every kind alike. */
export function kindOf(name: KindName): AnyKind {
  return kinds[name] as AnyKind;
}

export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}
