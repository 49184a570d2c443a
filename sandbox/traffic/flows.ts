import { isDeepStrictEqual } from "node:util";
import { ControlError } from "../control-error";
import { putLoad, wake } from "../vpn/tunnel-load";
import { findTunnel } from "../vpn/tunnel-status";
import type { World } from "../world";
import { type Conversation, converse, worldAt } from "./conversation";
import { destinationOf, isNamedIn, startOf } from "./ends";
import { courseOf, type Flow, type FlowLoad, type FlowRequest, serviceOf } from "./flow";
import { linesOf } from "./sites";

/** Begins a flow. It belongs to the world that it starts in. */
export function addFlow(worlds: World[], request: FlowRequest): Flow {
  const start = startOf({ worlds, ...request });
  const { world } = start.position;
  // Another Region's names are not known here, its addresses are.
  const to = isNamedIn(world, request.to) ? request.to : destinationOf({ worlds, ...request }, start);
  const course = courseOf(converse({ worlds, ...request }, { service: serviceOf(request) }));
  const flow: Flow = { ...request, to, id: nextId(worlds), course, loads: [] };
  world.flows.set(flow.id, flow);
  settleFlows(world);
  return flow;
}

/** Every flow as it goes now. */
export function listFlows(worlds: World[]): Flow[] {
  for (const world of worlds) settleFlows(world);
  return worlds.flatMap((world) => [...world.flows.values()]);
}

/** Ends one flow, or all. */
export function removeFlows(worlds: World[], id: string | undefined): void {
  const meant = worlds.flatMap((world) => [...world.flows.values()].map((flow) => ({ world, flow })));
  const ended = meant.filter(({ flow }) => id === undefined || flow.id === id);
  if (id !== undefined && !ended.length) throw new ControlError(`No flow is called ${id}`);
  for (const { world, flow } of ended) {
    world.flows.delete(flow.id);
    putLoads(world, flow, []);
  }
}

/**
 * Looks again at where the flows of a world go. It is done before time moves on, so that whatever was changed at a moment,
 * by a call or by time itself, counts from this moment, and nobody has to say what it has to do with traffic.
 */
export function settleFlows(world: World): void {
  // A flow to another Region brings that one's world to the present, and its flows may come back here.
  if (!world.flows.size || settling.has(world)) return;
  settling.add(world);
  try {
    for (const flow of world.flows.values()) settle(world, flow);
  } finally {
    settling.delete(world);
  }
}

const settling = new WeakSet<World>();

function settle(world: World, flow: Flow): void {
  const conversation = look(world, flow);
  flow.course = courseOf(conversation);
  putLoads(world, flow, loadsOf(conversation, flow));
  const { lost, request } = conversation;
  // A site that has something to send does not stay idle.
  if (lost?.code === "TUNNEL_DOWN" && !request.hops.length)
    for (const line of linesOf(world, request.packet.source, lost.at.id)) wake(line);
}

/** Ends that are gone send nothing: as a host that is stopped. */
function look(world: World, request: FlowRequest): Conversation {
  try {
    return converse({ worlds: [world], ...request }, { service: serviceOf(request) });
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    const at = { ...world.place, kind: "instance", id: request.from } as const;
    const lost = { code: "BAD_STATE", text: error.message, at } as const;
    const packet = { source: request.from, destination: request.to, ...serviceOf(request) };
    return { request: { packet, hops: [], translations: [], lost }, reply: undefined, lost };
  }
}

/** What is sent counts on every tunnel as far as it comes, answered or not (ours). */
function loadsOf({ request, reply }: Conversation, { bytesPerSecond, replyBytesPerSecond }: FlowRequest): FlowLoad[] {
  const loads = new Map<string, FlowLoad>();
  for (const { walk, perSecond } of [
    { walk: request, perSecond: bytesPerSecond },
    { walk: reply, perSecond: replyBytesPerSecond },
  ])
    for (const { tunnel, direction, account, region } of walk?.hops ?? []) {
      if (tunnel === undefined) continue;
      const load = loads.get(tunnel) ?? { account, region, tunnel, inPerSecond: 0, outPerSecond: 0 };
      if (direction === "ingress") load.inPerSecond += perSecond;
      else load.outPerSecond += perSecond;
      loads.set(tunnel, load);
    }
  return [...loads.values()];
}

/** Tells the tunnels that carry something else than before. */
function putLoads(world: World, flow: Flow, next: FlowLoad[]): void {
  const before = new Map(flow.loads.map((load) => [load.tunnel, load]));
  flow.loads = next;
  for (const load of next) {
    if (!isDeepStrictEqual(before.get(load.tunnel), load)) tellTunnel(world, flow, load, load);
    before.delete(load.tunnel);
  }
  for (const load of before.values()) tellTunnel(world, flow, load, undefined);
}

function tellTunnel(
  home: World,
  { id }: Flow,
  { account, region, tunnel }: FlowLoad,
  load: FlowLoad | undefined,
): void {
  const world = worldAt(home, { account, region });
  const line = findTunnel(world, tunnel);
  const amount = load && { inPerSecond: load.inPerSecond, outPerSecond: load.outPerSecond };
  if (line) putLoad({ world, ...line }, id, amount);
}

function nextId(worlds: World[]): string {
  const numbers = worlds.flatMap((world) => [...world.flows.keys()].map((id) => Number(id.slice("flow-".length))));
  return `flow-${1 + Math.max(0, ...numbers)}`;
}
