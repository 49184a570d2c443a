import "server-only";
import { z } from "zod";
import { kindOf } from "@/lib/domain/kinds";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import { diffResource } from "@/lib/domain/plan/diff-resource";
import { namesOf, type ResourceState, shownSpec } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { withoutGiven } from "@/lib/domain/plan/without-given";
import type { RunContext } from "./run-context";

interface ReadBack {
  context: RunContext;
  step: CallStep;
  /** As EC2 shows it after the call. */
  state: ResourceState;
  all: readonly ResourceState[];
  /** True when no later step of the run changes the same resource. */
  isLast: boolean;
}

/**
 * The fields in which EC2 shows something else than what was approved: options can be dropped without an error. After the
 * last step of a resource every field is compared, before that only those of the tunnel that was touched.
 */
export function differencesOf({ context, step, state, all, isLast }: ReadBack): FieldChange[] {
  const spec = wantedSpec(context, state, step);
  if (!spec) return [];
  const shown = shownSpec(state, namesOf(all), spec);
  const changes = diffResource({ schema: kindOf(step.kind).spec, wanted: spec, shown, applied: spec });
  if (isLast) return changes;
  const index = tunnelIndex(spec, step.tunnel);
  return index < 0 ? [] : changes.filter(({ path }) => path[0] === "tunnels" && path[1] === index);
}

/** What was approved of it; what is made anew along with something else is wanted as it was, with the identity EC2 gives. */
export function wantedSpec(
  context: RunContext,
  state: ResourceState,
  { effect }: CallStep,
): Record<string, unknown> | null {
  const edit = context.edits.get(state.key);
  const spec = edit ? (edit.operation === "put" ? edit.spec : null) : state.spec;
  return spec && effect === "replace" ? withoutGiven(kindOf(state.kind).spec, spec) : spec;
}

const tunnels = z.object({ tunnels: z.array(z.object({ outsideIpAddress: z.string().optional() })) });

function tunnelIndex(spec: Record<string, unknown>, address: string | undefined): number {
  const parsed = tunnels.safeParse(spec);
  if (!parsed.success || address === undefined) return -1;
  return parsed.data.tunnels.findIndex((tunnel) => tunnel.outsideIpAddress === address);
}
