import { DomainError } from "../../errors";
import { kindOf } from "../kinds";
import type { FieldChange } from "../kinds/kind";
import { attempt } from "../plan/intents";
import { isThere, type ResourceState } from "../plan/resource-state";

/**
 * The EC2 actions that change these fields, as CloudTrail calls its events: who changed them elsewhere stands there under one
 * of these names. Empty where EC2 has no call for it.
 */
export function tracesOf(state: ResourceState, changes: FieldChange[]): string[] {
  if (!isThere(state) || state.spec === null) return [];
  const { key, observed } = state;
  const kind = kindOf(state.kind);
  const spec = kind.spec.safeParse(state.spec);
  if (!spec.success) return [];
  const calls = attempt(() => kind.update({ key, spec: spec.data, observed, changes }));
  if (calls instanceof DomainError || calls === "replace") return [];
  return [...new Set(calls.map(({ call }) => call.action))];
}
