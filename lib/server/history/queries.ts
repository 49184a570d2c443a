import "server-only";
import { z } from "zod";
import type { HistoryEntry, HistoryPage } from "@/lib/domain/drift/history-view";
import { specDifferences } from "@/lib/domain/drift/spec-differences";
import type { Names } from "@/lib/domain/kinds/kind";
import { fieldsOf } from "@/lib/domain/plan/intents";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import type { ResourceEvent } from "../db/generated/client";
import { parseSpec } from "../network/resource-states";
import { withNames } from "./noted-of";

const PAGE_SIZE = 25;
const WISH = ["wanted", "adopted", "forgotten"];
const SIGHT = ["seen", "gone"];
const newestFirst = [{ at: "desc" }, { id: "desc" }] as const;

interface Asked {
  environmentId: string;
  key: string;
  /** From 1 on; one that does not exist is the last. */
  page: number;
  /** What EC2's ids are called today. */
  names: Names;
}

/** Who wanted a resource how, by which change, and what EC2 said when: newest first, each with what it changed. */
export async function resourceHistory(
  { organizationId }: Viewer,
  { environmentId, key, page: asked, names }: Asked,
): Promise<HistoryPage> {
  const where = { resource: { environmentId, key, environment: { organizationId } } };
  const count = await db.resourceEvent.count({ where });
  const page = Math.max(1, Math.min(asked, Math.ceil(count / PAGE_SIZE)));
  const rows = await db.resourceEvent.findMany({
    where,
    orderBy: [...newestFirst],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
  });
  const before = await linesBefore(rows, where);
  const numbers = await changeNumbers(rows);
  const entries = rows.map((row, index): HistoryEntry => {
    const previous = [...rows.slice(index + 1), ...before].find((other) => sideOf(other) === sideOf(row));
    return entryOf(row, { previous, names, changeNumber: numbers.get(row.changeId ?? "") ?? null });
  });
  return { entries, page, pageSize: PAGE_SIZE, count };
}

/** The newest line of each side that is older than these: what the last lines of a page are compared with. */
async function linesBefore(rows: readonly ResourceEvent[], where: object): Promise<ResourceEvent[]> {
  const last = rows.at(-1);
  if (!last) return [];
  const older = { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] };
  const found = await Promise.all(
    [WISH, SIGHT].map((side) =>
      db.resourceEvent.findFirst({ where: { AND: [where, older, { what: { in: side } }] }, orderBy: [...newestFirst] }),
    ),
  );
  return found.filter((row) => row !== null);
}

async function changeNumbers(rows: readonly ResourceEvent[]): Promise<Map<string, number>> {
  const ids = [...new Set(rows.flatMap(({ changeId }) => changeId ?? []))];
  if (ids.length === 0) return new Map();
  const changes = await db.change.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } });
  return new Map(changes.map(({ id, number }) => [id, number]));
}

interface Beside {
  previous: ResourceEvent | undefined;
  names: Names;
  changeNumber: number | null;
}

function entryOf(row: ResourceEvent, { previous, names, changeNumber }: Beside): HistoryEntry {
  const [spec, specBefore] = [specOf(row, names), previous ? specOf(previous, names) : null];
  const isFirst = spec !== null && specBefore === null;
  const what = whats.parse(row.what);
  return {
    id: row.id,
    at: row.at,
    what: what === "seen" && isFirst ? "firstSeen" : what,
    actorName: row.actorName,
    changeNumber,
    state: row.state,
    stateBefore: previous && previous.state !== row.state ? previous.state : null,
    changes: spec && specBefore ? specDifferences(specBefore, spec) : [],
    fieldCount: isFirst ? fieldsOf(spec).length : null,
  };
}

const whats = z.enum(["wanted", "adopted", "forgotten", "seen", "gone"]);

function sideOf({ what }: ResourceEvent): "wish" | "sight" {
  return WISH.includes(what) ? "wish" : "sight";
}

function specOf({ spec }: ResourceEvent, names: Names): Record<string, unknown> | null {
  const parsed = parseSpec(spec);
  return parsed && withNames(parsed, names);
}
