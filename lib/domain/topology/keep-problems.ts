import type { Network } from "./network";

/** What is left when only problems are shown, and how much that hides, in all and by gateway. */
export interface ProblemsOnly {
  network: Network;
  hiddenHealthyCount: number;
  hiddenByGateway: ReadonlyMap<string, number>;
}

/** Hides healthy connections, and every piece that only they used. Proposals are never hidden: somebody works on them. */
export function keepProblems(network: Network): ProblemsOnly {
  const connections = network.connections.filter((each) => each.health !== "healthy" || each.proposed);
  const kept = new Set(connections.map((each) => each.key));
  const hiddenByGateway = new Map<string, number>();
  for (const { key, gateway } of network.connections) {
    if (kept.has(key) || gateway === null) continue;
    hiddenByGateway.set(gateway, (hiddenByGateway.get(gateway) ?? 0) + 1);
  }
  const sites = new Set(connections.map((each) => each.customerGateway));
  const gateways = new Set(connections.map((each) => each.gateway));
  const attachments = network.attachments.filter((each) => gateways.has(each.vpnGateway) || each.proposed);
  const vpcs = new Set(attachments.map((each) => each.vpc));
  return {
    hiddenHealthyCount: network.connections.length - connections.length,
    hiddenByGateway,
    network: {
      connections,
      attachments,
      sites: network.sites.filter((site) => sites.has(site.key) || site.proposed),
      gateways: network.gateways.filter((gateway) => gateways.has(gateway.key) || gateway.proposed),
      vpcs: network.vpcs.filter((vpc) => vpcs.has(vpc.key) || vpc.proposed || hasMissedPropagation(vpc)),
    },
  };
}

function hasMissedPropagation(vpc: Network["vpcs"][number]): boolean {
  return vpc.subnets.some((subnet) => subnet.propagation === "missed");
}
