import { findDrift } from "../drift/find-drift";
import { kindOf } from "../kinds";
import { nameInKey } from "../kinds/key";
import type { ConnectionSpec } from "../kinds/vpn-connection/spec";
import { connectionSpec } from "../kinds/vpn-connection/spec";
import { type Phrase, phrase } from "../phrase";
import { isThere, knownSpec, namesOf, type ResourceState } from "../plan/resource-state";
import type { Edit, PlanProblem } from "../plan/step";
import { withoutGiven } from "../plan/without-given";
import type { KeyWay } from "./key-ways";

/** A key as it was typed or made, or the place that it has once it is sealed. */
type NewKey = string | { $secret: string };

export interface NewKeys {
  connectionKey: string;
  /** In the order of the spec's tunnels. */
  keys: readonly [NewKey, NewKey];
}

export interface KeyEdits {
  edits: Edit[];
  /** Why a connection gets no new keys from here. */
  problems: PlanProblem[];
  /** What whoever reviews it should know besides the plan. */
  remarks: Phrase[];
}

/**
 * The edits that give connections new keys, in one of the two documented ways (Site-to-Site VPN user guide, "Replace compromised
 * credentials"): new tunnel options, or another connection at the same gateways. Nothing but the keys is asked for: what AWS shows
 * is what is wanted from then on, and where that is not what was brought in last, a remark says so.
 */
export function giveNewKeys(way: KeyWay, wishes: readonly NewKeys[], resources: readonly ResourceState[]): KeyEdits {
  const found: KeyEdits = { edits: [], problems: [], remarks: [] };
  const names = namesOf(resources);
  for (const { connectionKey, keys } of wishes) {
    const state = resources.find(({ key }) => key === connectionKey);
    const spec = isThere(state) ? presentSpec(state, resources) : null;
    if (!isThere(state) || spec === null) {
      found.problems.push({ key: connectionKey, severity: "error", phrase: whyNot(state, connectionKey) });
      continue;
    }
    const tunnels = spec.tunnels.map((tunnel, index) => ({ ...tunnel, presharedKey: keys[index] }));
    const wanted = { ...spec, tunnels };
    if (way === "rolling") found.edits.push({ operation: "put", kind: "vpn-connection", key: state.key, spec: wanted });
    else found.edits.push(...anew(state, wanted, resources));
    for (const { fields } of findDrift([state], { busy: new Set(), names })) {
      const differing = fields.map(({ path }) => path.join(".")).join(", ");
      found.remarks.push(phrase("changes.keys.keepsDrift", { name: state.name, fields: differing }));
    }
  }
  return found;
}

/** Null where it cannot be edited here: it ends at a transit gateway, or EC2 does not show its tunnels. */
function presentSpec(state: ResourceState, resources: readonly ResourceState[]): ConnectionSpec | null {
  if (state.observed?.state !== "available") return null;
  const parsed = connectionSpec.safeParse(knownSpec(state, namesOf(resources)));
  return parsed.success ? parsed.data : null;
}

function whyNot(state: ResourceState | undefined, key: string): Phrase {
  const name = state?.name ?? nameInKey(key);
  if (!isThere(state)) return phrase("keys.problem.notThere", { name });
  if (state.observed.state !== "available") {
    return phrase("keys.problem.notAvailable", { name, state: state.observed.state });
  }
  return phrase("keys.problem.notEditable", { name });
}

/**
 * The object that is there is wanted no more, and its addresses neither. Its static routes are asked for by name, although the planner
 * would bring them back by itself: should the connection be made in a second attempt, they are not forgotten.
 */
function anew(state: ResourceState, spec: Record<string, unknown>, resources: readonly ResourceState[]): Edit[] {
  const names = namesOf(resources);
  const routes = resources.flatMap((other): Edit[] => {
    if (other.kind !== "vpn-connection-route" || !isThere(other)) return [];
    const route = knownSpec(other, names);
    if (route.vpnConnection !== state.key) return [];
    return [{ operation: "put", kind: other.kind, key: other.key, spec: route }];
  });
  const { kind, key, observed } = state;
  return [
    {
      ...{ operation: "put", kind, key },
      spec: withoutGiven(kindOf(kind).spec, spec),
      ...(observed ? { replaces: { awsId: observed.awsId, ...(observed.tags ? { tags: observed.tags } : {}) } } : {}),
    },
    ...routes,
  ];
}
