import { z } from "zod";

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

const schema = z.object({
  /** Id of an environment, also of one that is removed. */
  environment: z.uuid().optional().catch(undefined),
  /** Part of the name. */
  person: text,
  /** Part of the name of what it was done to. */
  subject: text,
  /** How the action begins: "change." or "change.approved". */
  action: text,
  /** First and last day, in UTC. */
  from: day,
  to: day,
});

/** Which rows of the audit somebody looks at, as it stands in the address. */
export type AuditFilter = z.output<typeof schema>;

export type AuditSearch = Record<string, string | string[] | undefined>;

/** Reads the filter from an address. What cannot be read filters nothing. */
export function parseAuditFilter(search: AuditSearch): AuditFilter {
  const single = Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return schema.parse(Object.fromEntries(single));
}

/** The filter as a query string, in a fixed order, with what else is to stand there. */
export function writeAuditQuery(filter: AuditFilter, more: Record<string, string> = {}): string {
  const given = Object.keys(schema.shape).flatMap((name) => {
    const value = new Map(Object.entries(filter)).get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const query = new URLSearchParams([...given, ...Object.entries(more)]).toString();
  return query && `?${query}`;
}

/** Whether anything is left out. */
export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
