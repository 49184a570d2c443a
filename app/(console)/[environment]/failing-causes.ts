import type { ListReading } from "@/lib/server/network/list-readings";

export interface FailingCause {
  code: string;
  category: NonNullable<ListReading["failure"]>["category"];
  /** When the first of them began to fail. */
  since: Date;
  /** What AWS answered last, and to which request: what its support asks for. */
  latest: { action: string; message: string; requestId: string | null; at: Date };
  failing: ListReading[];
}

/**
 * Why lists cannot be read, one entry for each cause, the widest first. From the first reading that failed on, which was tried more
 * than once: marks of age without a cause would leave everybody guessing.
 */
export function failingCauses(lists: readonly ListReading[]): FailingCause[] {
  const causes = new Map<string, FailingCause>();
  for (const list of lists) {
    const { failure } = list;
    if (!failure) continue;
    const { code, category, since, message, requestId, attemptedAt: at } = failure;
    const latest = { action: list.action, message, requestId, at };
    const cause = causes.get(code);
    if (!cause) causes.set(code, { code, category, since, latest, failing: [list] });
    else {
      cause.failing.push(list);
      if (since < cause.since) cause.since = since;
      if (at > cause.latest.at) cause.latest = latest;
    }
  }
  return [...causes.values()].sort((a, b) => b.failing.length - a.failing.length);
}
