import { hashText, Random } from "./random";
import type { Slowness } from "./slowness";
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
  /** How likely it strikes a matching call, from 0 to 1; without it, always. Only strikes count. */
  probability?: number;
  params?: FaultParams;
};

export const faultKinds = [
  "throttle",
  "latency",
  "error",
  "error-after",
  "cut-before",
  "cut-after",
  "not-found",
  "html-500",
  "omit-fields",
  "slow-transitions",
  "fail-attachment",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type FaultParams = {
  /** latency: real milliseconds before the call is carried out; up to `delayMsMax`, when that is given. */
  delayMs?: number;
  delayMsMax?: number;
  /** slow-transitions: how many times longer, and which transitions, with wildcards. */
  factor?: number;
  transition?: string;
  /** error, error-after: what is answered. */
  code?: string;
  message?: string;
  status?: number;
  /** omit-fields: members left out of the answer, wherever they stand. */
  fields?: string[];
};

/** A fault as it strikes one call. */
export type Strike = { kind: FaultKind; params: FaultParams };

/** The faults in force, in the order they were given. What chance decides, the seed does. */
export class Faults {
  private rules: { rule: FaultRule; left: number; endsMs: number }[] = [];
  private random: Random;

  constructor(private readonly seed: string) {
    this.random = this.newRandom();
  }

  add(rule: FaultRule, nowMs: number): void {
    const endsMs = rule.forSeconds === undefined ? Number.POSITIVE_INFINITY : nowMs + rule.forSeconds * 1000;
    this.rules.push({ rule, left: rule.count ?? Number.POSITIVE_INFINITY, endsMs });
  }

  clear(): void {
    this.rules = [];
    this.random = this.newRandom();
  }

  /** The faults that strike this call; each strike is counted. */
  strike(action: string, nowMs: number): Strike[] {
    const struck = this.inForce(nowMs).filter(
      ({ rule }) => matchesWildcard(readWildcard(rule.action), action) && this.isStruck(rule),
    );
    for (const entry of struck) entry.left -= 1;
    return struck.map(({ rule: { kind, params = {} } }) => ({
      kind,
      params: { ...params, ...this.drawDelay(params) },
    }));
  }

  /** What slows transitions down whatever is called. */
  slowness(nowMs: number): Slowness[] {
    return this.inForce(nowMs).flatMap(({ rule: { kind, params } }) =>
      kind === "slow-transitions" ? { transition: params?.transition ?? "*", factor: params?.factor ?? 10 } : [],
    );
  }

  list(): FaultRule[] {
    return this.rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, count: left } : rule));
  }

  private inForce(nowMs: number) {
    this.rules = this.rules.filter(({ left, endsMs }) => left > 0 && endsMs > nowMs);
    return this.rules;
  }

  private isStruck({ probability = 1 }: FaultRule): boolean {
    return probability >= 1 || this.random.next() < probability;
  }

  private drawDelay({ delayMs = 0, delayMsMax }: FaultParams): FaultParams {
    return delayMsMax === undefined ? {} : { delayMs: delayMs + this.random.below(Math.max(1, delayMsMax - delayMs)) };
  }

  private newRandom(): Random {
    return new Random(hashText(`${this.seed}/faults`));
  }
}

/** A copy of an answer without the named members. */
export function omitFields(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => omitFields(item, fields));
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  const kept = Object.entries(value).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, omitFields(item, fields)]));
}
