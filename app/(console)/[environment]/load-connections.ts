import { notFound } from "next/navigation";
import { cache } from "react";
import { type ConnectionRow, connectionRows } from "@/components/connections/connection-row";
import { joinNetwork } from "@/lib/domain/topology/join-network";
import type { Connection } from "@/lib/domain/topology/network";
import { requireViewer, type Viewer } from "@/lib/server/auth/viewer";
import { type Network, networkOf } from "@/lib/server/network/queries";

export interface LoadedConnections {
  viewer: Viewer;
  network: Network;
  /** Worst first. */
  rows: ConnectionRow[];
  /** The same as the map knows them. */
  connections: Connection[];
}

/** The connections of an environment for a page; without such an environment there is no page. Once per request. */
export const loadConnections = cache(
  async (slug: string): Promise<LoadedConnections> => loadConnectionsFor(await requireViewer(), slug),
);

/** The same for somebody who is known already. */
export async function loadConnectionsFor(viewer: Viewer, slug: string): Promise<LoadedConnections> {
  const network = await networkOf(viewer, slug);
  if (network === null) notFound();
  // What is only proposed or not there any more has no place in lists of what is: the map and the changes show it.
  const resources = network.resources.filter(({ awsId, goneAt }) => awsId !== null && goneAt === null);
  const joined = joinNetwork({ ...network, resources, proposals: [] });
  return { viewer, network, rows: connectionRows(joined, network), connections: joined.connections };
}
