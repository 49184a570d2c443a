import { matchesWildcard, readWildcard } from "./wildcard";

/** A way in which the next matching calls go wrong. */
export type FaultRule = {
  /** An action, with `*` as a wildcard: `DescribeVpn*`. */
  action: string;
  kind: FaultKind;
  /** How many calls it strikes; without it, until it is removed. */
  count?: number;
  /** Virtual seconds after which it ends by itself. */
  forSeconds?: number;
  params?: FaultParams;
};

export const faultKinds = [
  "throttle",
  "latency",
  "error",
  "cut-before",
  "cut-after",
  "not-found",
  "html-500",
  "omit-fields",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type FaultParams = {
  /** latency: real milliseconds before the call is carried out. */
  delayMs?: number;
  /** error: what is answered. */
  code?: string;
  message?: string;
  status?: number;
  /** omit-fields: members left out of the answer, wherever they stand. */
  fields?: string[];
};

/** The faults in force, in the order they were given. */
export class Faults {
  private rules: { rule: FaultRule; left: number; endsMs: number }[] = [];

  add(rule: FaultRule, nowMs: number): void {
    const endsMs = rule.forSeconds === undefined ? Number.POSITIVE_INFINITY : nowMs + rule.forSeconds * 1000;
    this.rules.push({ rule, left: rule.count ?? Number.POSITIVE_INFINITY, endsMs });
  }

  clear(): void {
    this.rules = [];
  }

  /** The rules that strike this call; each strike is counted. */
  strike(action: string, nowMs: number): FaultRule[] {
    this.rules = this.rules.filter(({ left, endsMs }) => left > 0 && endsMs > nowMs);
    const struck = this.rules.filter(({ rule }) => matchesWildcard(readWildcard(rule.action), action));
    for (const entry of struck) entry.left -= 1;
    return struck.map(({ rule }) => rule);
  }

  list(): FaultRule[] {
    return this.rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, count: left } : rule));
  }
}

/** A copy of an answer without the named members. */
export function omitFields(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => omitFields(item, fields));
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  const kept = Object.entries(value).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, omitFields(item, fields)]));
}
