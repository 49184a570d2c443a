import "server-only";
import { callEc2 } from "@/lib/server/aws/call-ec2";
import { db } from "@/lib/server/db/client";
import { environmentAccess } from "@/lib/server/environments/environment-access";
import type { FaultsBench } from "./faults-bench";

/**
 * What EC2 holds after a run, by name: ids and addresses of what is made differ from run to run, nothing else may. Keys are in
 * it, since they are what has to be right; it is compared and never printed.
 */
export async function whatEc2Holds({ environment }: FaultsBench): Promise<unknown> {
  const access = await environmentAccess(environment.id);
  const input = {};
  const [gateways, connections, tables, cores] = await Promise.all([
    callEc2(access, { action: "DescribeCustomerGateways", input }),
    callEc2(access, { action: "DescribeVpnConnections", input }),
    callEc2(access, { action: "DescribeRouteTables", input }),
    callEc2(access, { action: "DescribeVpnGateways", input }),
  ]);
  const gatewayNames = new Map(
    (gateways.CustomerGateways ?? []).map((one) => [one.CustomerGatewayId, nameOf(one.Tags)]),
  );
  return {
    customerGateways: sorted(
      (gateways.CustomerGateways ?? [])
        .filter(({ State }) => State !== "deleted")
        .map(({ Tags, State, IpAddress, BgpAsn }) => ({ name: nameOf(Tags), State, IpAddress, BgpAsn })),
    ),
    connections: sorted(
      (connections.VpnConnections ?? [])
        .filter(({ State }) => State !== "deleted")
        .map(({ Tags, State, CustomerGatewayId, Routes, Options }) => ({
          name: nameOf(Tags),
          State,
          at: gatewayNames.get(CustomerGatewayId),
          routes: sorted((Routes ?? []).map((route) => `${route.DestinationCidrBlock} ${route.State}`)),
          tunnels: (Options?.TunnelOptions ?? []).map((tunnel) => ({
            key: tunnel.PreSharedKey,
            dpd: tunnel.DpdTimeoutSeconds,
          })),
        })),
    ),
    propagating: (tables.RouteTables ?? []).flatMap(({ PropagatingVgws }) => PropagatingVgws ?? []).length,
    vpnGateways: (cores.VpnGateways ?? []).filter(({ State }) => State !== "deleted").length,
  };
}

/** How often something was made, answered or not: twice is one too many. */
export async function whatWasMade({ control }: FaultsBench): Promise<Record<string, number>> {
  const { calls } = await control.listCalls();
  const made: Record<string, number> = {};
  // A connection that is cut before the call is carried out has the status 0.
  for (const { action, status } of calls)
    if (/^(?:Create|Enable)/.test(action) && status >= 200 && status < 300) made[action] = (made[action] ?? 0) + 1;
  return made;
}

/** What our own tables must look like once a run is over: nothing stuck, held, sealed or marked. */
export async function whatIsLeft({ runId, environment }: FaultsBench): Promise<Record<string, number>> {
  const environmentId = environment.id;
  return {
    unfinishedSteps: await db.runStep.count({ where: { runId, state: { not: "done" } } }),
    leases: await db.lease.count({ where: { environmentId } }),
    sealedKeys: await db.sealedSecret.count({
      where: { environmentId, purpose: "preshared-key", NOT: { sealed: null } },
    }),
    markers: await db.resource.count({ where: { environmentId, NOT: { marker: null } } }),
    wantedConnections: await db.resource.count({
      where: { environmentId, kind: "vpn-connection", NOT: { awsId: null }, goneAt: null },
    }),
  };
}

function nameOf(tags: { Key?: string; Value?: string }[] | undefined): string {
  return tags?.find(({ Key }) => Key === "Name")?.Value ?? "";
}

function sorted<Item>(items: Item[]): Item[] {
  return [...items].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
