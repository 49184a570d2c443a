import type { EnvironmentPurpose } from "../environments/environment-facts";
import type { KindName } from "../kinds";
import { nameInKey } from "../kinds/key";
import { knownReferences } from "../plan/resource-state";
import type { Edit, Impact, Plan } from "../plan/step";
import type { Relied } from "./relied";
import type { Tag, Touched } from "./rules";

interface Planned {
  edits: readonly Edit[];
  plan: Pick<Plan, "steps" | "diffs">;
  relied: Relied | null;
  environment: { id: string; purpose: EnvironmentPurpose };
  /** Of a resource by its key, as AWS shows them. */
  tagsOf(key: string): readonly Tag[];
}

/** What a plan touches, as the rules judge it: whatever it calls for, takes along or only takes over. */
export function touchedOf({ edits, plan, relied, environment, tagsOf }: Planned): Touched[] {
  const kinds = new Map<string, KindName>(
    [...edits, ...plan.diffs, ...plan.steps].map(({ key, kind }): [string, KindName] => [key, kind]),
  );
  const names = new Map(plan.diffs.map(({ key, name }) => [key, name]));
  const impacts = new Map<string, Impact>();
  for (const { key, impact } of plan.steps) if (impact > (impacts.get(key) ?? 0)) impacts.set(key, impact);
  return [...kinds].map(([key, kind]) => ({
    key,
    kind,
    name: names.get(key) ?? nameInKey(key),
    impact: impacts.get(key) ?? 0,
    environmentId: environment.id,
    purpose: environment.purpose,
    tags: taggedKeys({ key, kind, edits, relied }).flatMap(tagsOf),
  }));
}

/** The resources whose tags speak for one: itself, and what it stands on as it is and as it is wanted. */
export function taggedKeys({
  key,
  kind,
  edits,
  relied,
}: Pick<Planned, "edits" | "relied"> & { key: string; kind: KindName }): string[] {
  const edit = edits.find((one) => one.key === key);
  const wanted = edit?.operation === "put" ? knownReferences(kind, edit.spec) : [];
  const known = knownReferences(kind, relied?.resources[key]?.shown ?? {});
  return [...new Set([key, ...[...wanted, ...known].map((reference) => reference.key)])];
}
