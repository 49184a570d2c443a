import "server-only";
import { z } from "zod";
import type { Difference } from "@/lib/domain/changes/facts";
import { parseRelied } from "@/lib/domain/changes/relied";
import type { Db } from "../db/client";
import { foreignAccount } from "../environments/check-account";
import { staleAfterMs } from "../environments/queries";
import { type FactsRow, mustFit } from "./facts-row";
import { hashOf } from "./fingerprints";
import { judgeFit } from "./judge-fit";
import { loadNetwork } from "./load-network";

const KNOWN_MAX = 500;

/** What was found, by plan and mark of the network; the oldest goes first. */
const known = new Map<string, Difference[]>();

/**
 * Why the changes in review do not fit the network as it is now, by id of the change. To read the network and draw a plan anew takes a
 * while where there are a thousand connections, so it is done only when something that it depends on has moved since the last
 * time. The mark tells that exactly, so decisions may ask here as well as pages, which look again and again.
 */
export async function lookAtFit(
  tx: Db,
  environmentId: string,
  rows: readonly FactsRow[],
): Promise<ReadonlyMap<string, Difference[]>> {
  const inReview = rows.filter(mustFit);
  if (inReview.length === 0) return new Map();
  const now = new Date();
  const mark = await markOfNetwork(tx, environmentId, now);
  const nameOf = (row: FactsRow) => `${row.plans[0]?.id} ${mark}`;
  const found = new Map(inReview.flatMap((row) => entryOf(row, isMadeFor(row, mark) ? [] : known.get(nameOf(row)))));
  const unknown = inReview.filter(({ id }) => !found.has(id));
  if (unknown.length === 0) return found;
  const network = await loadNetwork(tx, environmentId, now);
  for (const row of unknown) found.set(row.id, await judgeFit(tx, row, network));
  // What moved while it was read belongs to neither mark.
  if ((await markOfNetwork(tx, environmentId, now)) === mark)
    for (const row of unknown) keep(nameOf(row), found.get(row.id) ?? []);
  return found;
}

/** A plan fits the network that it was made for. */
function isMadeFor({ plans: [plan] }: FactsRow, mark: string): boolean {
  return plan !== undefined && parseRelied(plan.relies)?.mark === mark;
}

function entryOf({ id }: FactsRow, reasons: Difference[] | undefined): [string, Difference[]][] {
  return reasons === undefined ? [] : [[id, reasons]];
}

function keep(name: string, reasons: Difference[]): void {
  known.set(name, reasons);
  const [oldest] = known.keys();
  if (known.size > KNOWN_MAX && oldest !== undefined) known.delete(oldest);
}

const moved = z.tuple([z.object({ resources: z.string().nullable(), tunnels: z.string().nullable() })]);

/**
 * Equal as long as nothing that a plan depends on moves: the environment, its resources, and what its tunnels are. `xmin` names the
 * transaction that wrote a row as it stands, so it is another one after every write, whatever the clock said; a tunnel is
 * written at every reading, so of it only what it says counts.
 */
export async function markOfNetwork(tx: Db, environmentId: string, now: Date): Promise<string> {
  const { refreshSeconds, ...identity } = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { region: true, endpointUrl: true, awsAccountId: true, awsArn: true, refreshSeconds: true },
  });
  // A reading that grew too old says nothing any more, without a row being written.
  const readSince = new Date(now.getTime() - staleAfterMs({ refreshSeconds }));
  const rows = await tx.$queryRaw`
    SELECT
      (SELECT md5(string_agg("id"::text || xmin::text, ',' ORDER BY "id")) FROM "Resource"
        WHERE "environmentId" = ${environmentId}::uuid) AS "resources",
      (SELECT md5(string_agg(concat_ws(' ', "id", "status", "statusMessage", "acceptedRouteCount",
          "firstUpAt" IS NULL, "readAt" < ${readSince}), ',' ORDER BY "id")) FROM "Tunnel"
        WHERE "environmentId" = ${environmentId}::uuid) AS "tunnels"`;
  return hashOf([environmentId, identity, await foreignAccount(tx, environmentId), moved.parse(rows)]);
}
