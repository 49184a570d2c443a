import { kindOf } from "../kinds";
import type { Reference } from "../kinds/kind";
import { bringingSteps, removalSteps } from "./choreograph";
import type { Traffic, TunnelsOf } from "./impact";
import { findIntents, type Intent } from "./intents";
import { type Ordered, type OrderNode, orderSteps } from "./order-steps";
import { isThere, type ResourceState } from "./resource-state";
import { findStandIns } from "./stand-ins";
import type { Edit, Impact, Plan, ResourceDiff, Step } from "./step";
import { viewNetwork } from "./view-network";

export interface Planning {
  edits: readonly Edit[];
  /** All resources of the environment. */
  resources: readonly ResourceState[];
  region: string;
  /** The tunnels of each connection as they are now. */
  tunnelsOf: TunnelsOf;
}

/** Turns edits into ordered calls, waits and confirmations with their impact. The only planner there is. */
export function buildPlan({ edits, resources, region, tunnelsOf }: Planning): Plan {
  const view = viewNetwork(region, resources, edits);
  const viewBefore = viewNetwork(region, resources, []);
  const { intents, problems } = findIntents({ edits, resources, view, viewBefore });
  const order = orderSteps(orderNodes(intents));
  const standInsOf = findStandIns({ resources, intents, tunnelsOf });
  const deletedBefore = deletedConnections(order, intents);
  const trafficAt = (node: string): Traffic => ({
    tunnelsOf,
    standInsOf,
    isDeleted: (key) => deletedBefore.get(node)?.has(key) ?? false,
  });
  const byNode = new Map<string, Step[]>();
  for (const intent of intents) {
    const [away, brought] = [removeNode(intent.key), putNode(intent.key)];
    const around = { intent, resources };
    if (intent.removal.length > 0) byNode.set(away, removalSteps(around, trafficAt(away)));
    if (intent.bringing.length > 0) byNode.set(brought, bringingSteps(around, trafficAt(brought)));
  }
  const steps = layOut(order, byNode);
  return {
    steps,
    diffs: inOrder(intents, steps).map(
      ({ kind, key, name, operation, changes }): ResourceDiff => ({ kind, key, name, operation, changes }),
    ),
    problems,
    impact: highest(steps),
    relies: reliedOn(intents, resources),
  };
}

const putNode = (key: string) => `${key}#put`;
const removeNode = (key: string) => `${key}#remove`;

/** Puts the nodes' steps in order; each step waits for the one before it in its node and for the last steps of other nodes. */
function layOut(order: readonly Ordered[], byNode: ReadonlyMap<string, Step[]>): Step[] {
  return order.flatMap(({ id, after }) => {
    const first = after.flatMap((node) => byNode.get(node)?.at(-1)?.id ?? []);
    const steps = byNode.get(id) ?? [];
    return steps.map((step, index) => ({ ...step, after: [steps[index - 1]?.id ?? first].flat() }));
  });
}

/** By node: the connections whose deletion it waits for, directly or through others. Their traffic has ended when its turn comes. */
function deletedConnections(order: readonly Ordered[], intents: readonly Intent[]): Map<string, Set<string>> {
  const deletes = new Map(
    intents
      .filter(({ kind, removal }) => kind === "vpn-connection" && removal.length > 0)
      .map(({ key }) => [removeNode(key), key]),
  );
  const before = new Map<string, Set<string>>();
  for (const { id, after } of order) {
    before.set(id, new Set(after.flatMap((node) => [...(before.get(node) ?? []), deletes.get(node) ?? []].flat())));
  }
  return before;
}

function orderNodes(intents: readonly Intent[]): OrderNode[] {
  return intents.flatMap((intent) => {
    const nodes: OrderNode[] = [];
    const { rank, removalRank } = kindOf(intent.kind);
    if (intent.bringing.length > 0) {
      nodes.push({
        id: putNode(intent.key),
        after: [
          ...intent.referencesAfter.map((reference) => putNode(reference.key)),
          ...(intent.removal.length > 0 ? [removeNode(intent.key)] : []),
        ],
        preferablyAfter: [
          ...intent.followsAfter.map(putNode),
          ...joinsBefore(intent, intents).map(putNode),
          ...makesRoomFor(intent, intents).map(removeNode),
        ],
        priority: [0, rank, intent.key],
      });
    }
    if (intent.removal.length > 0) {
      nodes.push({
        id: removeNode(intent.key),
        after: intents.flatMap((other) => {
          if (!refersTo(other.referencesBefore, intent.key)) return [];
          if (other.removal.length > 0) return [removeNode(other.key)];
          return refersTo(other.referencesAfter, intent.key) ? [] : [putNode(other.key)];
        }),
        // What carries a connection goes after it: if the connection cannot be deleted, its traffic goes on.
        preferablyAfter: intents
          .filter((other) => other.removal.length > 0)
          .filter(
            (other) =>
              other.followsBefore.includes(intent.key) ||
              intent.carries.includes(other.key) ||
              isJoinedBy(other, intent, "referencesBefore"),
          )
          .map((other) => removeNode(other.key)),
        priority: [1, removalRank, intent.key],
      });
    }
    return nodes;
  });
}

/**
 * Steps run side by side, and the documented order (reference §3.1) says more than references do: a connection comes after
 * its gateway's attachment. So what stands on a gateway, a subnet or a group waits for the relations of lower rank that join it.
 */
function joinsBefore(intent: Intent, intents: readonly Intent[]): string[] {
  return intents
    .filter((other) => other.bringing.length > 0 && isJoinedBy(intent, other, "referencesAfter"))
    .map((other) => other.key);
}

function isJoinedBy(intent: Intent, relation: Intent, side: "referencesBefore" | "referencesAfter"): boolean {
  const kind = kindOf(relation.kind);
  if (!kind.isRelation || kind.rank >= kindOf(intent.kind).rank) return false;
  return relation[side].some((reference) => refersTo(intent[side], reference.key));
}

/** A new attachment on the same VPC or a new association of the same subnet wants the old one gone. */
function makesRoomFor(intent: Intent, intents: readonly Intent[]): string[] {
  if (!kindOf(intent.kind).isRelation) return [];
  return intents
    .filter((other) => other.kind === intent.kind && other.key !== intent.key && other.removal.length > 0)
    .filter((other) => other.referencesBefore.some((reference) => refersTo(intent.referencesAfter, reference.key)))
    .map((other) => other.key);
}

function refersTo(references: readonly Reference[], key: string): boolean {
  return references.some((reference) => reference.key === key);
}

/** As the steps come: a reviewer reads both side by side. */
function inOrder(intents: readonly Intent[], steps: readonly Step[]): Intent[] {
  const place = new Map([...steps].reverse().map((step) => [step.key, steps.indexOf(step)]));
  return [...intents].sort((a, b) => (place.get(a.key) ?? steps.length) - (place.get(b.key) ?? steps.length));
}

/** What is touched and what that stands on: when one of these changes in AWS, the plan was made for another network. */
function reliedOn(intents: readonly Intent[], resources: readonly ResourceState[]): string[] {
  const there = new Set(resources.filter(isThere).map((state) => state.key));
  const keys = intents.flatMap((intent) => [
    intent.key,
    ...intent.referencesBefore.map((reference) => reference.key),
    ...intent.referencesAfter.map((reference) => reference.key),
  ]);
  return [...new Set(keys)].filter((key) => there.has(key)).sort();
}

function highest(steps: readonly Step[]): Impact {
  let most: Impact = 0;
  for (const { impact } of steps) if (impact > most) most = impact;
  return most;
}
