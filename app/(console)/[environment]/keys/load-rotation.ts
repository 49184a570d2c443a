import type { ConnectionRow } from "@/components/connections/connection-row";
import { KEY_WAYS, type KeyWay } from "@/lib/domain/goals/key-ways";
import { giveNewKeys } from "@/lib/domain/goals/new-keys";
import { connectionSpec } from "@/lib/domain/kinds/vpn-connection/spec";
import type { Plan, PlanProblem } from "@/lib/domain/plan/step";
import type { OpenProposal } from "@/lib/server/changes/open-proposals";
import type { KeyAge } from "@/lib/server/keys/queries";
import type { Network } from "@/lib/server/network/queries";
import { planEdits, statesOf } from "../plan-edits";

/** What the address asks for. */
export interface AskedRotation {
  way: KeyWay;
  /** Keys of connections, each once, in the order in which they were chosen. */
  of: string[];
}

/** As many as one change takes. */
export const CONNECTIONS_MAX = 50;

export interface RotationQuery {
  way?: string | string[];
  /** Keys of connections. */
  of?: string | string[];
  /** EC2's ids of connections: what is ticked in their list. */
  id?: string | string[];
}

/** Reads the address. Several connections are only rotated in place. */
export function parseAsked(asked: RotationQuery, rows: readonly Pick<ConnectionRow, "key" | "awsId">[]): AskedRotation {
  const ticked = new Set([asked.id ?? []].flat());
  const named = [
    ...[asked.of ?? []].flat().filter((key) => /^vpn-connection\/./.test(key)),
    ...rows.flatMap(({ key, awsId }) => (awsId !== null && ticked.has(awsId) ? key : [])),
  ];
  const of = [...new Set(named)].slice(0, CONNECTIONS_MAX);
  const way = KEY_WAYS.find((known) => known === asked.way) ?? "rolling";
  return { way: of.length > 1 ? "rolling" : way, of };
}

/** The plan of a rotation and all that speaks against it. The keys in it are only places: none is made before it is proposed. */
export function planRotation(network: Network, { way, of }: AskedRotation): { plan: Plan; problems: PlanProblem[] } {
  const places = [{ $secret: "first" }, { $secret: "second" }] as const;
  const wishes = of.map((connectionKey) => ({ connectionKey, keys: places }));
  const { edits, problems } = giveNewKeys(way, wishes, statesOf(network));
  const plan = planEdits(network, edits);
  return { plan, problems: [...problems, ...plan.problems] };
}

/** Something about a connection that is good to know before its keys are rotated. */
export type Caution =
  | { what: "open-change"; name: string; changeNumber: number }
  | { what: "drift"; name: string }
  | { what: "one-tunnel"; name: string; address: string; state: "never" | "down" }
  | { what: "shared"; name: string };

interface Chosen {
  way: KeyWay;
  rows: readonly ConnectionRow[];
  ages: ReadonlyMap<string, readonly KeyAge[]>;
  proposals: readonly OpenProposal[];
  /** Keys of connections that are otherwise in AWS than they were brought in. */
  drifted: ReadonlySet<string>;
}

/** What to mind of the chosen connections, in the order in which they were chosen. */
export function cautionsOf({ way, rows, ages, proposals, drifted }: Chosen): Caution[] {
  return rows.flatMap(({ key, name, tunnels }): Caution[] => {
    const changes = proposals.filter(({ edits }) => edits.some((edit) => edit.key === key));
    const down = tunnels.filter(({ state }) => state === "down" || state === "never-up" || state === "bgp-down");
    const [first] = down;
    const isOneTunnel = way === "rolling" && down.length === 1 && first?.outsideIpAddress;
    const isShared = way === "rolling" && ages.get(key)?.some((age) => age.isShared);
    return [
      ...changes.map(({ changeNumber }): Caution => ({ what: "open-change", name, changeNumber })),
      ...(drifted.has(key) ? [{ what: "drift" as const, name }] : []),
      ...(isOneTunnel
        ? [
            {
              ...{ what: "one-tunnel" as const, name, address: isOneTunnel },
              state: first.state === "never-up" ? ("never" as const) : ("down" as const),
            },
          ]
        : []),
      ...(isShared ? [{ what: "shared" as const, name }] : []),
    ];
  });
}

/** The outside addresses of a connection in the order of its spec, which is that of typed keys. */
export function addressesInOrder(network: Network, key: string): string[] {
  const resource = network.resources.find((one) => one.key === key);
  const parsed = connectionSpec.safeParse(resource?.spec);
  return parsed.success ? parsed.data.tunnels.flatMap(({ outsideIpAddress }) => outsideIpAddress ?? []) : [];
}
