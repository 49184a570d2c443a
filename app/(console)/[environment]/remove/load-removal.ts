import { removeByGoal } from "@/lib/domain/goals/removal";
import { REMOVAL_GOALS, type RemovalGoal } from "@/lib/domain/goals/removal-goals";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import { textOf } from "@/lib/domain/kinds/neighbours";
import { viewNeighbours } from "@/lib/domain/plan/view-network";
import type { Network } from "@/lib/server/network/queries";
import { planEdits } from "../plan-edits";

/** What the address asks for: the goal, and the connection or VPC it begins at. */
export interface AskedRemoval {
  goal: RemovalGoal;
  /** Null while nothing is chosen. */
  of: string | null;
}

/** Reads the address; a goal that does not fit the chosen thing gives way to it. */
export function parseAsked(asked: { goal?: string | string[]; of?: string | string[] }): AskedRemoval {
  const of = typeof asked.of === "string" && /^(vpn-connection|vpc)\/./.test(asked.of) ? asked.of : null;
  const goal = REMOVAL_GOALS.find((known) => known === asked.goal);
  if (of === null) return { goal: goal ?? "connection", of };
  if (kindInKey(of) === "vpc") return { goal: "vpc", of };
  return { goal: goal && goal !== "vpc" ? goal : "connection", of };
}

/** What a removal would do: its edits, what stands in the way, its steps in their order, and what is lost for good. */
export function planRemoval(network: Network, goal: RemovalGoal, key: string) {
  const { resources, environment } = network;
  const view = viewNeighbours(environment.region, resources, []);
  const target = view.get(key);
  if (!target) return null;
  const states = resources.map(({ key: one, desired, observed }) => ({
    key: one,
    isManaged: desired !== null,
    observed,
  }));
  const { edits, blockers } = removeByGoal(goal, key, { view, states });
  const plan = planEdits(network, edits);
  const connections = edits.filter(({ kind }) => kind === "vpn-connection");
  const gone = new Set(connections.map((edit) => edit.key));
  return {
    name: target.name,
    edits,
    blockers: [...blockers, ...plan.problems],
    plan,
    lost: {
      addresses: connections.flatMap((edit) =>
        (network.tunnels.get(edit.key) ?? []).map(({ outsideIpAddress }) => ({
          outsideIpAddress,
          connection: view.get(edit.key)?.name ?? nameInKey(edit.key),
        })),
      ),
      prefixes: view
        .all("vpn-connection-route")
        .filter((route) => gone.has(textOf(route, "vpnConnection") ?? ""))
        .flatMap((route) => textOf(route, "destination") ?? []),
      /** EC2 does not say what a device announces, only that it does. */
      announcing: view
        .all("vpn-connection")
        .filter((connection) => gone.has(connection.key) && textOf(connection, "routing") === "bgp")
        .map(({ name }) => name),
    },
  };
}
