import { type KindName, kindOf } from "@/lib/domain/kinds";
import type { Edit } from "@/lib/domain/plan/step";
import type { NetworkResource } from "@/lib/server/network/known-resources";

export interface Removal {
  edits: Edit[];
  /** What needs it and must go before. */
  blockers: NetworkResource[];
  isDestructive: boolean;
}

/** What taking a resource away means: what EC2 takes along goes with it, everything else that needs it stands in the way. */
export function removalOf(resource: NetworkResource, referencedBy: readonly NetworkResource[]): Removal {
  const goesAlong = referencedBy.filter((other) => goesWith(other, resource.key));
  const wanted = goesAlong.filter(({ desired }) => desired !== null);
  return {
    edits: [...wanted, resource].map(({ kind, key }): Edit => ({ operation: "remove", kind, key })),
    blockers: referencedBy.filter((other) => !goesAlong.includes(other)),
    isDestructive: isDestructive(resource.kind, resource),
  };
}

function goesWith({ kind, spec, observed }: NetworkResource, key: string): boolean {
  if (observed === null) return false;
  return kindOf(kind)
    .removedWith(observed)
    .some((field) => spec[field] === key);
}

function isDestructive(kind: KindName, { key, observed }: NetworkResource): boolean {
  return observed !== null && kindOf(kind).remove(key, observed).touch.what === "destroys";
}
