import { isKindName } from "../kinds";
import { kindInKey } from "../kinds/key";
import type { ResourceDiff } from "../plan/step";

/** Keys of the resources that differences speak of: those they are about, and those their fields refer to. */
export function namedKeys(diffs: readonly Pick<ResourceDiff, "key" | "changes">[]): Set<string> {
  const keys = new Set(diffs.map(({ key }) => key));
  const look = (value: unknown): void => {
    if (typeof value === "string" && isKindName(kindInKey(value))) keys.add(value);
    else if (typeof value === "object" && value !== null) for (const member of Object.values(value)) look(member);
  };
  for (const { changes } of diffs) for (const { before, after } of changes) [before, after].forEach(look);
  return keys;
}
