import "server-only";
import { cache } from "react";
import { kindOf } from "@/lib/domain/kinds";
import type { Viewer } from "../auth/viewer";
import { type Environment, findEnvironment, staleAfterMs } from "../environments/queries";
import { readingsByConnection } from "../telemetry/queries";
import type { OrderedTunnelReading } from "../telemetry/tunnel-row";
import { knownResources, type NetworkResource } from "./known-resources";
import { type ListReading, listReadings } from "./list-readings";

/** All that the pages of an environment show, read in one go. */
export interface Network {
  environment: Environment;
  /** In the documented order of creation, by name within a kind. */
  resources: readonly NetworkResource[];
  /** Tunnels by the key of their connection, in EC2's order. */
  tunnels: Map<string, OrderedTunnelReading[]>;
  lists: ListReading[];
  /** The instant that ages are counted to. */
  now: Date;
  staleAfterMs: number;
}

/**
 * The network of the viewer's environment with that slug; null when there is none. A handful of statements whatever its size,
 * asked once per request.
 */
export const networkOf = cache(async (viewer: Viewer, environmentSlug: string): Promise<Network | null> => {
  const environment = await findEnvironment(viewer, environmentSlug);
  if (!environment) return null;
  const [resources, tunnels, lists] = await Promise.all([
    knownResources(environment.id),
    readingsByConnection(viewer, environment.id),
    listReadings(viewer, environment.id),
  ]);
  return { environment, resources, tunnels, lists, now: new Date(), staleAfterMs: staleAfterMs(environment) };
});

/** One resource of a network with what references it. */
export interface ResourceDetail {
  resource: NetworkResource;
  /** Resources that its spec names. */
  references: NetworkResource[];
  /** Resources whose spec names it. */
  referencedBy: NetworkResource[];
  list: ListReading | null;
}

/** One resource out of a network that was read; null when there is none with that key. */
export function resourceDetail(network: Network, key: string): ResourceDetail | null {
  const resource = network.resources.find((one) => one.key === key);
  if (!resource) return null;
  const named = referencesOf(resource);
  return {
    resource,
    references: network.resources.filter((one) => named.has(one.key)),
    referencedBy: network.resources.filter((one) => referencesOf(one).has(key)),
    list: network.lists.find(({ kinds }) => kinds.includes(resource.kind)) ?? null,
  };
}

function referencesOf({ kind, spec }: NetworkResource): Set<string> {
  const parsed = kindOf(kind).spec.safeParse(spec);
  return new Set(
    parsed.success
      ? kindOf(kind)
          .references(parsed.data)
          .map(({ key }) => key)
      : [],
  );
}
