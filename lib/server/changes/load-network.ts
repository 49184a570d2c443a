import "server-only";
import { z } from "zod";
import { type AwsIdentity, principalOf } from "@/lib/domain/changes/relied";
import { groupBy } from "@/lib/domain/group-by";
import { isKindName } from "@/lib/domain/kinds";
import type { Observed } from "@/lib/domain/kinds/kind";
import { shownRouting } from "@/lib/domain/kinds/vpn-connection/observe";
import type { TunnelsOf } from "@/lib/domain/plan/impact";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import { describeTunnel, type TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";
import type { Db } from "../db/client";
import { foreignAccount } from "../environments/check-account";
import { staleAfterMs } from "../environments/queries";

/** An environment as the planner sees it. */
export interface Network {
  region: string;
  identity: AwsIdentity;
  /** The account that the credentials lead to, where it is another one: nothing is planned or applied then. */
  foreignAccount: string | null;
  resources: ResourceState[];
  tunnelsOf: TunnelsOf;
  /** How often each spec was brought in: an edit began at one of them. */
  specVersions: Map<string, number>;
}

/** Reads all that planning needs, in the caller's transaction. */
export async function loadNetwork(tx: Db, environmentId: string, now: Date): Promise<Network> {
  const environment = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { region: true, endpointUrl: true, awsAccountId: true, awsArn: true, refreshSeconds: true },
  });
  const rows = await tx.resource.findMany({
    where: { environmentId },
    select: { kind: true, key: true, name: true, awsId: true, spec: true, specVersion: true, observed: true },
    orderBy: { key: "asc" },
  });
  const { refreshSeconds, awsArn, ...identity } = environment;
  const resources = rows.flatMap((row) => parseResource(row) ?? []);
  const options = { now, staleAfterMs: staleAfterMs({ refreshSeconds }) };
  return {
    region: environment.region,
    identity: { ...identity, principal: principalOf(awsArn) },
    foreignAccount: await foreignAccount(tx, environmentId),
    resources,
    tunnelsOf: await loadTunnels(tx, environmentId, { resources, ...options }),
    specVersions: new Map(rows.map((row) => [row.key, row.specVersion])),
  };
}

interface Row {
  kind: string;
  key: string;
  name: string;
  awsId: string | null;
  spec: unknown;
  observed: unknown;
}

const record = z.record(z.string(), z.unknown());
const observed = z.object({
  awsId: z.string(),
  name: z.string().nullable(),
  state: z.string(),
  marker: z.string().nullable(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
  attributes: record,
});

/** A resource out of its row; undefined for a kind that this version does not know. */
export function parseResource({ kind, key, name, awsId, spec, observed: seen }: Row): ResourceState | undefined {
  if (!isKindName(kind)) return undefined;
  return { kind, key, name, awsId, spec: spec === null ? null : record.parse(spec), observed: parseObserved(seen) };
}

/** What EC2 last said, out of its JSON column. */
export function parseObserved(json: unknown): Observed | null {
  return json === null ? null : observed.parse(json);
}

interface TunnelOptions {
  resources: readonly ResourceState[];
  now: Date;
  staleAfterMs: number;
}

/** Described when they are asked for: most plans look at the tunnels of few connections. */
async function loadTunnels(
  tx: Db,
  environmentId: string,
  { resources, ...options }: TunnelOptions,
): Promise<TunnelsOf> {
  const rows = await tx.tunnel.findMany({
    where: { environmentId, replacedAt: null },
    orderBy: { outsideIpAddress: "asc" },
    include: { connection: { select: { key: true } } },
  });
  const byConnection = groupBy(rows, ({ connection }) => connection.key);
  const byKey = new Map(resources.map((state) => [state.key, state]));
  return (connectionKey) => {
    const routing = shownRouting(byKey.get(connectionKey)?.observed ?? null);
    return (byConnection.get(connectionKey) ?? []).map(({ firstUpAt, status, ...row }) => {
      const reading = { ...row, status: parseStatus(status), everUp: firstUpAt !== null };
      return describeTunnel(reading, { ...options, routing });
    });
  };
}

function parseStatus(text: string): TunnelStatus {
  return text === "UP" || text === "DOWN" ? text : "UNKNOWN";
}
