import type { Drop, DropCode, Hop } from "../../traffic/hop";
import type { Position } from "../../traffic/journey";
import { type Packet, replyTo } from "../../traffic/packet";
import { type Walk, walk } from "../../traffic/walk";
import type { World } from "../../world";
import type { Finding } from "./analysis";
import { type Attempt, attempts } from "./attempts";
import { explain } from "./explanation";
import type { NetworkInsightsPath } from "./path";
import { type Ports, pathComponents } from "./path-component";
import { isPresent, type PathEnd } from "./path-end";

/** What an analysis must come by, and what it must not. */
export type ComponentFilters = { filterInArns: string[]; filterOutArns: string[] };

type Outcome = { forward: Walk; back: Walk | undefined; lost: Drop | undefined; attempt: Attempt };

/**
 * Answers a path: packets that fit it are walked one after the other until one comes through. Which header is left open the
 * path decides; packets are taken from where rules and routes begin, so that each rule and route has its chance. When none
 * comes through, the one that came furthest says why.
 */
export function analyze(world: World, path: NetworkInsightsPath, filters: ComponentFilters): Finding {
  const missing = [path.source, path.destination].find((end) => end && !isPresent(world, end));
  if (missing) return notFound(goneDrop(world, missing), path, world);
  let furthest: Outcome | undefined;
  const hopeless = new Set<string>();
  for (const attempt of attempts(world, path)) {
    if (hopeless.has(attempt.ends)) continue;
    const outcome = tryOnce(world, path, attempt, filters);
    if (!outcome.lost) return found(outcome, path, world);
    if (!portCodes.has(outcome.lost.code)) hopeless.add(attempt.ends);
    if (!furthest || progress(outcome) > progress(furthest)) furthest = outcome;
  }
  if (!furthest?.lost) return notFound(goneDrop(world, path.source), path, world);
  return notFound(furthest.lost, path, world);
}

/** Where another port may do better. */
const portCodes: ReadonlySet<string> = new Set<DropCode>([
  "ENI_SG_RULES_MISMATCH",
  "SUBNET_ACL_RESTRICTION",
  "COMPONENT_FILTER_RESTRICTION",
]);

function tryOnce(world: World, path: NetworkInsightsPath, attempt: Attempt, filters: ComponentFilters): Outcome {
  const goal = path.destination?.id;
  const forward = trimStart(walk(attempt.start, attempt.packet, goal === undefined ? {} : { goal }), path.source);
  const lost = forward.lost ?? strayDrop(forward, goal) ?? filterDrop(forward, path, filters, world);
  if (lost) return { forward, back: undefined, lost, attempt };
  const start = isAnswered(path, forward) ? turn(forward, world) : undefined;
  if (!start) return { forward, back: undefined, lost: undefined, attempt };
  const back = walk(start, replyTo(forward.packet), { request: forward, goal: path.source.id });
  return { forward, back, lost: back.lost, attempt };
}

/** TCP needs an answer; through a transit gateway's route table only the way there is looked at (guide, "Considerations"). */
function isAnswered({ protocol }: NetworkInsightsPath, { hops }: Walk): boolean {
  return protocol === "tcp" && !hops.some(({ kind }) => kind === "transitGatewayRouteTable");
}

function turn({ hops }: Walk, world: World): Position | undefined {
  const last = hops.at(-1);
  const row = hops.findLast(({ kind }) => kind === "networkInterface");
  if (!last) return undefined;
  if ((last.kind === "instance" || last.kind === "networkInterface") && row)
    return { kind: "leaves-interface", world, interfaceId: row.id };
  if (last.kind === "internetGateway") return { kind: "at-internet-gateway", world, id: last.id, way: "in" };
  if (last.kind === "vpnGateway") return { kind: "at-vpn-gateway", world, id: last.id, way: "in" };
  return undefined;
}

/** A path that begins at an interface does not show its instance. */
function trimStart(forward: Walk, source: PathEnd): Walk {
  const first = forward.hops.findIndex(({ id }) => id === source.id);
  return { ...forward, hops: forward.hops.slice(Math.max(0, first)) };
}

/** It arrived, but somewhere else: the last route table has no route to where it should go. */
function strayDrop({ hops }: Walk, goal: string | undefined): Drop | undefined {
  if (goal === undefined || hops.at(-1)?.id === goal) return undefined;
  const table = hops.findLast(({ kind }) => kind === "routeTable" || kind === "transitGatewayRouteTable") ?? hops[0];
  if (!table) return undefined;
  const isTransit = table.kind === "transitGatewayRouteTable";
  const code = isTransit ? "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT" : "NO_ROUTE_TO_DESTINATION";
  const { route: _route, transitRoute: _transitRoute, ...at } = table;
  return { code, text: `${table.id} leads elsewhere.`, at };
}

function filterDrop(
  { hops, packet }: Walk,
  path: NetworkInsightsPath,
  { filterInArns, filterOutArns }: ComponentFilters,
  world: World,
): Drop | undefined {
  const ids = hops.map(({ id }) => id);
  const isPassed = (arn: string) => ids.some((id) => arn.endsWith(`/${id}`));
  const excluded = hops.find(({ id }) => filterOutArns.some((arn) => arn.endsWith(`/${id}`)));
  const isMissing = !filterInArns.every(isPassed) || !fitsDestination(path, packet);
  const at = excluded ?? (isMissing ? { ...world.place, kind: path.source.kind, id: path.source.id } : undefined);
  return at && { code: "COMPONENT_FILTER_RESTRICTION", text: "The filters leave no way.", at };
}

/** What arrives must fit the filter at the destination; on the way addresses may have changed. */
function fitsDestination({ filterAtDestination: filter }: NetworkInsightsPath, packet: Packet): boolean {
  if (!filter || packet.protocol === "icmp") return true;
  const isIn = (port: number, range: { from: number; to: number } | undefined) =>
    !range || (range.from <= port && port <= range.to);
  return (
    (filter.sourceAddress ?? packet.source) === packet.source &&
    (filter.destinationAddress ?? packet.destination) === packet.destination &&
    isIn(packet.sourcePort, filter.sourcePorts) &&
    isIn(packet.destinationPort, filter.destinationPorts)
  );
}

function progress({ forward, back }: Outcome): number {
  return forward.hops.length + (back?.hops.length ?? 0);
}

function found({ forward, back, attempt }: Outcome, path: NetworkInsightsPath, world: World): Finding {
  const ports = portsOf(path);
  const turned: Ports = { source: ports.destination, destination: ports.source };
  return {
    NetworkPathFound: true,
    ForwardPathComponents: pathComponents(
      forward.hops,
      { sent: attempt.packet, received: forward.packet, ports },
      world,
    ),
    ReturnPathComponents:
      back && pathComponents(back.hops, { sent: replyTo(forward.packet), received: back.packet, ports: turned }, world),
  };
}

function notFound(lost: Drop, path: NetworkInsightsPath, world: World): Finding {
  return { NetworkPathFound: false, Explanations: [explain(lost, path.destination, world)] };
}

function goneDrop(world: World, { kind, id }: PathEnd): Drop {
  const at: Hop = { ...world.place, kind, id };
  return { code: "BAD_STATE", text: `${id} cannot send or receive.`, at };
}

function portsOf({ destinationPort, filterAtSource }: NetworkInsightsPath): Ports {
  const all = { From: 0, To: 65_535 };
  const { sourcePorts, destinationPorts } = filterAtSource ?? {};
  const range = (ports: { from: number; to: number } | undefined) => ports && { From: ports.from, To: ports.to };
  const single = destinationPort === undefined ? undefined : { From: destinationPort, To: destinationPort };
  return { source: range(sourcePorts) ?? all, destination: single ?? range(destinationPorts) ?? all };
}
