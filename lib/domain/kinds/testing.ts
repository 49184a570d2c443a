import type { Problem } from "../problem";
import type { KindName } from ".";
import { kindOf } from ".";
import { kindInKey, nameInKey } from "./key";
import type { Names, Neighbour, NetworkView } from "./kind";

/** A network for tests out of specs by key. */
export function viewOf(specs: Record<string, Record<string, unknown>>, region = "eu-west-1"): NetworkView {
  const all = Object.entries(specs).map(
    ([key, spec]): Neighbour => ({ key, kind: kindInKey(key), name: nameInKey(key), awsId: null, spec }),
  );
  return {
    region,
    get: (key) => all.find((neighbour) => neighbour.key === key),
    all: (kind) => all.filter((neighbour) => neighbour.kind === kind),
  };
}

/** Keys that are the AWS ids, for reading specs back in tests. */
export const plainNames: Names = { keyOf: (kind, awsId) => `${kind}/${awsId}` };

/** What the form would say of a spec: refused fields by their path, as "path: problem key". */
export function judge(kind: KindName, key: string, spec: Record<string, unknown>, view = viewOf({})): string[] {
  const parsed = kindOf(kind).spec.safeParse(spec);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return kindOf(kind).check(key, parsed.data, view).map(worded);
}

/** The problems of a spec that parses, with their suggestions. */
export function problemsOf(kind: KindName, key: string, spec: Record<string, unknown>, view: NetworkView): Problem[] {
  return kindOf(kind).check(key, kindOf(kind).spec.parse(spec), view);
}

function worded({ severity, path, phrase }: Problem): string {
  return `${(path ?? []).join(".")}: ${phrase.key}${severity === "warning" ? " (warning)" : ""}`;
}
