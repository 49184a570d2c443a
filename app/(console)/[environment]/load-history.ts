import { nameInKey } from "@/lib/domain/kinds/key";
import { namesOf } from "@/lib/domain/plan/resource-state";
import { resourceHistory } from "@/lib/server/history/queries";
import type { LoadedNetwork } from "./resources/load-resources";

/** A page of a resource's history, and how the resources that stand in it are called. */
export async function loadHistory(
  { viewer, network }: LoadedNetwork,
  key: string,
  page: string | string[] | undefined,
) {
  const called = new Map(network.resources.map((resource) => [resource.key, resource.name]));
  const states = network.resources.map((resource) => ({ ...resource, spec: resource.desired }));
  const history = await resourceHistory(viewer, {
    environmentId: network.environment.id,
    key,
    page: Math.max(1, Math.trunc(Number(page)) || 1),
    names: namesOf(states),
  });
  return { history, nameOf: (other: string) => called.get(other) ?? nameInKey(other) };
}
