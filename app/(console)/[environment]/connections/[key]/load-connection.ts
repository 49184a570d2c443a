import { connectionKeyOf } from "@/components/connections/connection-path";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { kinds } from "@/lib/domain/kinds";
import type { ConnectionAttributes } from "@/lib/domain/kinds/vpn-connection/observe";
import type { NetworkResource } from "@/lib/server/network/known-resources";
import { type LoadedConnections, loadConnections } from "../../load-connections";

export interface ConnectionParams {
  params: Promise<{ environment: string; key: string }>;
}

export interface LoadedConnection extends LoadedConnections {
  slug: string;
  key: string;
  /** Null when EC2 does not have it: not yet, not any more, or never. */
  found: { row: ConnectionRow; resource: NetworkResource; attributes: ConnectionAttributes } | null;
}

/** The connection that the address names, with everything around it. */
export async function loadConnection({ params }: ConnectionParams): Promise<LoadedConnection> {
  const { environment: slug, key: segment } = await params;
  const key = connectionKeyOf(segment);
  const loaded = await loadConnections(slug);
  const row = loaded.rows.find((one) => one.key === key);
  const resource = loaded.network.resources.find((one) => one.key === key);
  if (!row || !resource?.observed) return { ...loaded, slug, key, found: null };
  const attributes = kinds["vpn-connection"].attributes.parse(resource.observed.attributes);
  return { ...loaded, slug, key, found: { row, resource, attributes } };
}
