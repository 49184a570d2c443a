import { groupBy } from "../group-by";
import { foldVpc } from "./fold-vpc";
import { groupSites, type SiteLimits } from "./group-sites";
import { gatewayHeight, OUTLINE, outlineHeight, SITE, STACK, vpcHeight } from "./measures";
import type { Connection, Network, Site } from "./network";
import { worstHealth } from "./severity";
import { attachmentEdge, type Block, type HealthCounts, type TopologyGraph } from "./topology-graph";

export interface GraphOptions {
  /** Keys of gateways whose stack is opened and of VPCs whose subnets are shown. */
  open: ReadonlySet<string>;
  /** Keys that must be in sight: what is focused, what a search found. */
  wanted: ReadonlySet<string>;
}

/** How many sites and VPCs are drawn one by one before they are grouped: of one gateway, and in all. */
const SITES_PER_GATEWAY_MAX = 12;
const SITES_MAX = 60;
const OPEN_VPCS_MAX = 4;

/**
 * Decides what of a network is drawn: large gateways get a stack for most of their sites, VPCs fold. Order is by gateway, so that
 * sites, gateways and VPCs that belong together stand level and lines do not cross.
 */
export function buildGraph(network: Network, options: GraphOptions): TopologyGraph {
  const graph: TopologyGraph = { nodes: [], edges: [], blocks: [] };
  const bands = bandsOf(network);
  const gatewayKeys = new Set(network.gateways.map((gateway) => gateway.key));
  const wantedSites = sitesInSight(network, options.wanted);

  for (const [gateway, sites] of bands.sites) addSites(graph, { gateway, sites, network, options, wantedSites });
  addConnections(graph, network, gatewayKeys);
  addGateways(graph, network);
  addVpcs(graph, network, { open: options.open, wanted: options.wanted, bandOf: bands.vpcs });
  const vpcKeys = new Set(network.vpcs.map((vpc) => vpc.key));
  for (const attachment of network.attachments) {
    if (gatewayKeys.has(attachment.vpnGateway) && vpcKeys.has(attachment.vpc)) {
      graph.edges.push(attachmentEdge(attachment));
    }
  }
  return graph;
}

/** Which gateway each site and VPC stands beside: of several the first; null for those without one. */
function bandsOf(network: Network) {
  const rank = new Map(network.gateways.map((gateway, index) => [gateway.key, index]));
  const first = (keys: readonly (string | null)[]): string | null => {
    const known = keys.filter((key): key is string => key !== null && rank.has(key));
    return known.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0] ?? null;
  };
  const connection = new Map(network.connections.map((each) => [each.key, each]));
  const bySite = groupBy(network.sites, (site) =>
    first(site.connections.map((key) => connection.get(key)?.gateway ?? null)),
  );
  const order = [...network.gateways.map((gateway) => gateway.key), null];
  return {
    sites: order.flatMap((gateway) => {
      const sites = bySite.get(gateway);
      return sites ? [[gateway, sites] as const] : [];
    }),
    vpcs: new Map(network.vpcs.map((vpc) => [vpc.key, first(vpc.gateways)])),
  };
}

/** A wanted connection brings its site into sight. */
function sitesInSight(network: Network, wanted: ReadonlySet<string>): ReadonlySet<string> {
  const sites = new Set(wanted);
  for (const connection of network.connections) {
    if ((wanted.has(connection.key) || connection.proposed) && connection.customerGateway) {
      sites.add(connection.customerGateway);
    }
  }
  return sites;
}

function addSites(
  graph: TopologyGraph,
  context: {
    gateway: string | null;
    sites: readonly Site[];
    network: Network;
    options: GraphOptions;
    wantedSites: ReadonlySet<string>;
  },
) {
  const { gateway, sites, network, options, wantedSites } = context;
  const isOpen = options.open.has(gateway ?? NO_GATEWAY);
  const limits = isOpen ? NO_LIMITS : limitsOf(network);
  const { groups, stacked } = groupSites(sites, limits, wantedSites);

  for (const group of groups) {
    for (const site of group.sites) graph.nodes.push({ type: "site", id: site.key, site });
    graph.blocks.push(
      group.name === null ? singleBlock(group.sites, gateway) : outlineBlock(graph, group.name, group.sites, gateway),
    );
  }
  if (stacked.length > 0) addStack(graph, { gateway, stacked, isAll: groups.length === 0, network });
}

const NO_LIMITS = { always: Number.POSITIVE_INFINITY, problems: 0 };

/** With many gateways fewer sites of each are drawn, and then those with a problem go before the others. */
function limitsOf(network: Network): SiteLimits {
  const share = Math.floor(SITES_MAX / Math.max(1, network.gateways.length));
  if (network.sites.length <= SITES_MAX) return { always: SITES_PER_GATEWAY_MAX, problems: SITES_PER_GATEWAY_MAX };
  return {
    always: Math.max(0, Math.min(SITES_PER_GATEWAY_MAX, share - PROBLEMS_LEAST)),
    problems: Math.max(PROBLEMS_LEAST, Math.min(SITES_PER_GATEWAY_MAX, share)),
  };
}

const PROBLEMS_LEAST = 3;

/** Stands in `open` for the sites that have no connection. */
export const NO_GATEWAY = "none";

function singleBlock(sites: readonly Site[], band: string | null): Block {
  const members = sites.map((site) => ({ nodeId: site.key, topPx: 0 }));
  return { id: members[0]?.nodeId ?? "", lane: 0, heightPx: SITE.height, band, members };
}

function outlineBlock(graph: TopologyGraph, name: string, sites: readonly Site[], band: string | null): Block {
  const id = `site:${name}:${band ?? NO_GATEWAY}`;
  const heightPx = outlineHeight(sites.length);
  graph.nodes.push({ type: "outline", id, name, deviceCount: sites.length, heightPx });
  const members = sites.map((site, index) => ({
    nodeId: site.key,
    topPx: OUTLINE.padding + index * (SITE.height + OUTLINE.gap),
  }));
  return { id, lane: 0, heightPx, band, members: [{ nodeId: id, topPx: 0 }, ...members] };
}

function addStack(
  graph: TopologyGraph,
  context: { gateway: string | null; stacked: readonly Site[]; isAll: boolean; network: Network },
) {
  const { gateway, stacked, isAll, network } = context;
  const id = `stack:${gateway ?? NO_GATEWAY}`;
  const keys = new Set(stacked.map((site) => site.key));
  const connections = network.connections.filter((each) => each.customerGateway && keys.has(each.customerGateway));
  graph.nodes.push({
    type: "stack",
    id,
    gateway,
    isAll,
    siteCount: stacked.length,
    counts: countHealth(connections),
    worst: worstHealth(connections.map((each) => each.health)),
  });
  graph.blocks.push({ id, lane: 0, heightPx: STACK.height, band: gateway, members: [{ nodeId: id, topPx: 0 }] });
  const known = new Set(network.gateways.map((each) => each.key));
  for (const [target, merged] of groupBy(connections, (each) => each.gateway)) {
    if (target === null || !known.has(target)) continue;
    graph.edges.push({
      type: "trunk",
      id: `trunk:${id}:${target}`,
      source: id,
      target,
      connectionCount: merged.length,
      worst: worstHealth(merged.map((each) => each.health)),
      hasDown: merged.some((each) => each.health === "down"),
    });
  }
}

export function countHealth(connections: readonly Connection[]): HealthCounts {
  const counts: HealthCounts = {};
  for (const { health } of connections) counts[health] = (counts[health] ?? 0) + 1;
  return counts;
}

function addConnections(graph: TopologyGraph, network: Network, gateways: ReadonlySet<string>) {
  const visible = new Set(graph.nodes.map((node) => node.id));
  for (const connection of network.connections) {
    const { customerGateway, gateway } = connection;
    if (!customerGateway || !gateway || !visible.has(customerGateway) || !gateways.has(gateway)) continue;
    graph.edges.push({
      type: "connection",
      id: connection.key,
      source: customerGateway,
      target: gateway,
      connection,
    });
  }
}

function addGateways(graph: TopologyGraph, network: Network) {
  const portCounts = new Map<string, number>();
  for (const edge of graph.edges) portCounts.set(edge.target, (portCounts.get(edge.target) ?? 0) + 1);
  for (const gateway of network.gateways) {
    const heightPx = gatewayHeight(portCounts.get(gateway.key) ?? 0);
    const id = gateway.key;
    const { connections, ...rest } = gateway;
    const view = { ...rest, connectionCount: connections.length };
    graph.nodes.push({ type: "gateway", id, gateway: view, heightPx, hiddenHealthyCount: 0 });
    graph.blocks.push({ id, lane: 1, heightPx, band: id, members: [{ nodeId: id, topPx: 0 }] });
  }
}

function addVpcs(
  graph: TopologyGraph,
  network: Network,
  {
    open,
    wanted,
    bandOf,
  }: { open: ReadonlySet<string>; wanted: ReadonlySet<string>; bandOf: ReadonlyMap<string, string | null> },
) {
  const rank = new Map(network.gateways.map((gateway, index) => [gateway.key, index]));
  const place = (key: string) => rank.get(bandOf.get(key) ?? "") ?? rank.size;
  const areOpen = network.vpcs.length <= OPEN_VPCS_MAX;
  for (const vpc of [...network.vpcs].sort((a, b) => place(a.key) - place(b.key))) {
    const isOpen = areOpen || open.has(vpc.key) || vpc.subnets.some((subnet) => wanted.has(subnet.key));
    const view = foldVpc(vpc, !isOpen);
    const heightPx = vpcHeight(view.rows.length, view.folds.length);
    graph.nodes.push({ type: "vpc", id: vpc.key, vpc: view, heightPx });
    const band = bandOf.get(vpc.key) ?? null;
    graph.blocks.push({ id: vpc.key, lane: 2, heightPx, band, members: [{ nodeId: vpc.key, topPx: 0 }] });
  }
}
