import { groupBy } from "../group-by";
import { kindOf } from "../kinds";
import type { Reference } from "../kinds/kind";
import { bringingSteps, removalSteps } from "./choreograph";
import type { Traffic, TunnelsOf } from "./impact";
import { findIntents, type Intent } from "./intents";
import { type Ordered, type OrderNode, orderSteps } from "./order-steps";
import { isThere, type ResourceState } from "./resource-state";
import { findStandIns } from "./stand-ins";
import type { Edit, Impact, Plan, ResourceDiff, Step } from "./step";
import { layEdits, viewNetwork } from "./view-network";

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
  const viewBefore = viewNetwork(region, resources, []);
  const view = layEdits(viewBefore, edits);
  const { intents, problems } = findIntents({ edits, resources, view, viewBefore });
  const order = orderSteps(orderNodes(intents));
  const findOthers = findStandIns({ resources, intents, tunnelsOf });
  // An impact that rests on another connection holds only as long as nobody touches that one.
  const restsOn = new Set<string>();
  const standInsOf = (connectionKey: string) => {
    const others = findOthers(connectionKey);
    for (const { key } of others) restsOn.add(key);
    return others;
  };
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
    relies: [...new Set([...reliedOn(intents, resources), ...restsOn])].sort(),
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

/** What intents say of each other, by key: a plan of a thousand edits must not compare each with each. */
class Ties {
  private readonly byKey: ReadonlyMap<string, Intent>;
  private readonly place: ReadonlyMap<Intent, number>;
  private readonly joining: ReadonlyMap<string, Intent[]>;
  private readonly referringBefore: ReadonlyMap<string, Intent[]>;
  private readonly following: ReadonlyMap<string, Intent[]>;

  constructor(intents: readonly Intent[]) {
    const index = (keysOf: (intent: Intent) => readonly string[]) => {
      const pairs = intents.flatMap((intent) => [...new Set(keysOf(intent))].map((key) => ({ key, intent })));
      const groups = groupBy(pairs, ({ key }) => key);
      return new Map([...groups].map(([key, group]) => [key, group.map(({ intent }) => intent)]));
    };
    this.byKey = new Map(intents.map((intent) => [intent.key, intent]));
    this.place = new Map(intents.map((intent, place) => [intent, place]));
    this.joining = index(({ kind, bringing, referencesAfter }) =>
      kindOf(kind).isRelation && bringing.length > 0 ? referencesAfter.map(({ key }) => key) : [],
    );
    this.referringBefore = index(({ referencesBefore }) => referencesBefore.map(({ key }) => key));
    this.following = index(({ followsBefore }) => followsBefore);
  }

  /** Relations that are brought in and join one of these. */
  joinersOf(references: readonly Reference[]): Intent[] {
    return this.inOrder(references.flatMap(({ key }) => this.joining.get(key) ?? []));
  }

  /** What references one of these as it stands. */
  referrersOf(references: readonly { key: string }[]): Intent[] {
    return this.inOrder(references.flatMap(({ key }) => this.referringBefore.get(key) ?? []));
  }

  followersOf(key: string): Intent[] {
    return this.following.get(key) ?? [];
  }

  named(keys: readonly string[]): Intent[] {
    return keys.flatMap((key) => this.byKey.get(key) ?? []);
  }

  /** Each once, as the edits come. */
  inOrder(intents: readonly Intent[]): Intent[] {
    return [...new Set(intents)].sort((a, b) => (this.place.get(a) ?? 0) - (this.place.get(b) ?? 0));
  }
}

function orderNodes(intents: readonly Intent[]): OrderNode[] {
  const ties = new Ties(intents);
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
          ...joinsBefore(intent, ties).map(putNode),
          ...makesRoomFor(intent, ties).map(removeNode),
        ],
        priority: [0, rank, intent.key],
      });
    }
    if (intent.removal.length > 0) {
      nodes.push({
        id: removeNode(intent.key),
        after: ties.referrersOf([intent]).flatMap((other) => {
          if (other.removal.length > 0) return [removeNode(other.key)];
          return refersTo(other.referencesAfter, intent.key) ? [] : [putNode(other.key)];
        }),
        preferablyAfter: goesAfter(intent, ties).map(removeNode),
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
function joinsBefore(intent: Intent, ties: Ties): string[] {
  return ties
    .joinersOf(intent.referencesAfter)
    .filter((other) => isLowerRelation(other, intent))
    .map((other) => other.key);
}

/** What is removed before: what follows it, what stood on it, and connections it carries, whose traffic goes on if they stay. */
function goesAfter(intent: Intent, ties: Ties): string[] {
  const joining = ties.referrersOf(intent.referencesBefore).filter((other) => isLowerRelation(intent, other));
  return ties
    .inOrder([...ties.followersOf(intent.key), ...ties.named(intent.carries), ...joining])
    .filter((other) => other.removal.length > 0)
    .map((other) => other.key);
}

function isLowerRelation(relation: Intent, other: Intent): boolean {
  const kind = kindOf(relation.kind);
  return kind.isRelation === true && kind.rank < kindOf(other.kind).rank;
}

/** A new attachment on the same VPC or a new association of the same subnet wants the old one gone. */
function makesRoomFor(intent: Intent, ties: Ties): string[] {
  if (!kindOf(intent.kind).isRelation) return [];
  return ties
    .referrersOf(intent.referencesAfter)
    .filter((other) => other.kind === intent.kind && other.key !== intent.key && other.removal.length > 0)
    .map((other) => other.key);
}

function refersTo(references: readonly Reference[], key: string): boolean {
  return references.some((reference) => reference.key === key);
}

/** As the steps come: a reviewer reads both side by side. */
function inOrder(intents: readonly Intent[], steps: readonly Step[]): Intent[] {
  const place = new Map(steps.map((step, index): [string, number] => [step.key, index]).reverse());
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
