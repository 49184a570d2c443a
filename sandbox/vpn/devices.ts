import type { z } from "zod";
import type { bgpRoutesRequest, deviceRequest, tunnelEventRequest, tunnelRequest } from "../control";
import { ControlError } from "../control-error";
import { announceMaintenance } from "../resources/vpn/tunnel-maintenance";
import { timings } from "../timings";
import type { World } from "../world";
import type { BgpSpeaker, Device } from "./device";
import type { Agreement } from "./negotiation";
import type { Line, TunnelPhase } from "./tunnel";
import { beginFlap } from "./tunnel-events";
import { expectEvent } from "./tunnel-phases";
import { findTunnel, hurryTunnel, reviseTunnel } from "./tunnel-status";

/** One tunnel as the control endpoint shows it. Never its key. */
export type TunnelView = {
  account: string;
  region: string;
  connectionId: string;
  outsideIp: string;
  configured: boolean;
  status: string;
  message: string;
};

/** The device of one tunnel as it was told, without its key, and how far the two ends have come. */
export type DeviceView = Pick<TunnelView, "account" | "region" | "connectionId" | "outsideIp"> & {
  customerGatewayIp: string | undefined;
  device: Omit<Device, "preSharedKey">;
  /** Where AWS sees it: 4500 behind NAT, 500 otherwise. */
  ikePort: 500 | 4500;
  phase: TunnelPhase;
  failure: string | undefined;
  agreed: Agreement | undefined;
};

/** Configures, or unconfigures, the device at the customer's end of some tunnels. */
export function configureDevices(worlds: World[], request: z.infer<typeof deviceRequest>): TunnelView[] {
  const found = linesOf(worlds).filter((line) => isMeant(line, request));
  if (found.length === 0) throw new ControlError("No tunnel fits connectionId, customerGatewayIp and tunnels");
  for (const line of found) {
    configureDevice(line, request);
    settle(line, request.immediate ?? false);
  }
  return found.map(view);
}

/** Cuts the line of a tunnel, or mends it; a mended tunnel without a device gets one and is up at once. */
export function cutTunnel(worlds: World[], request: z.infer<typeof tunnelRequest>): TunnelView {
  const line = requireLine(worlds, request.outsideIp);
  const { tunnel } = line;
  tunnel.outage = request.up ? undefined : { message: request.message ?? "IPSEC IS DOWN" };
  if (request.up && !tunnel.device) configureDevice(line, { configured: true });
  settle(line, request.up);
  return view(line);
}

/** Lets something happen to a tunnel that takes its time: the line goes and comes, or AWS replaces its end. */
export function disturbTunnel(worlds: World[], request: z.infer<typeof tunnelEventRequest>): TunnelView {
  const line = requireLine(worlds, request.outsideIp);
  switch (request.kind) {
    case "flap":
      beginFlap(line, { times: 3, downSeconds: 10, upSeconds: 60, ...given(request) });
      break;
    case "maintenance":
      announceMaintenance(line, request.afterSeconds ?? 14 * 86_400);
      break;
    case "endpoint-replaced":
      line.tunnel.isReplacing = true;
      settle(line, false);
      expectEvent(line, "replaced", timings.tunnelReplacing);
      break;
    default:
      request satisfies never;
  }
  return view(line);
}

/** Replaces the prefixes a device advertises on one tunnel. */
export function learnPrefixes(worlds: World[], request: z.infer<typeof bgpRoutesRequest>): TunnelView {
  const line = requireLine(worlds, request.outsideIp);
  if (!line.tunnel.device?.bgp) throw new ControlError(`The device of ${request.outsideIp} has no BGP session`);
  line.tunnel.device.bgp.prefixes = request.prefixes;
  settle(line, false);
  return view(line);
}

export function listTunnels(world: World): TunnelView[] {
  return linesOf([world]).map(view);
}

export function listDevices(world: World): DeviceView[] {
  return linesOf([world]).flatMap(({ connection, tunnel }) => {
    if (!tunnel.device) return [];
    const { preSharedKey: _key, ...device } = tunnel.device;
    return {
      ...world.place,
      connectionId: connection.id,
      outsideIp: tunnel.outsideAddress,
      customerGatewayIp: world.customerGateways.get(connection.customerGatewayId)?.address,
      device,
      ikePort: device.isBehindNat ? 4500 : 500,
      phase: tunnel.phase,
      failure: tunnel.failure ?? (tunnel.phase === "ipsec" ? tunnel.bgpFailure : undefined),
      agreed: tunnel.agreed,
    };
  });
}

/** Gives a tunnel a device that has the right key now and peers as its customer gateway promises. */
export function fitDevice({ world, connection, tunnel }: Line, bgp?: Partial<BgpSpeaker>): Device {
  const { asn } = world.customerGateways.require(connection.customerGatewayId);
  return {
    preSharedKey: tunnel.endpoint?.preSharedKey ?? tunnel.preSharedKey,
    bgp: connection.isStatic ? undefined : { asn, prefixes: [], ...bgp },
  };
}

type Configuration = Pick<z.infer<typeof deviceRequest>, "configured" | "presharedKeys" | "bgp" | "device">;

/** What a request does not name of the device stays as it was; its key is the right one unless another is given. */
function configureDevice(line: Line, request: Configuration): void {
  const { tunnel } = line;
  const before = tunnel.device;
  tunnel.isIdle = false;
  tunnel.lostMs = undefined;
  if (!request.configured) {
    tunnel.device = undefined;
    return;
  }
  const { asn: _promised, ...speaking } = before?.bgp ?? {};
  const fitting = fitDevice(line, { ...speaking, ...given(request.bgp ?? {}) });
  tunnel.device = {
    ...before,
    ...given(request.device ?? {}),
    preSharedKey: request.presharedKeys?.[tunnel.outsideAddress] ?? fitting.preSharedKey,
    bgp: request.bgp === null ? undefined : fitting.bgp,
  };
}

/** What stands in an object, without members that are there and undefined. */
function given<T extends object>(object: T): Partial<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function settle({ world, connection, tunnel }: Line, isImmediate: boolean): void {
  if (isImmediate) hurryTunnel(world, connection, tunnel);
  else reviseTunnel(world, connection, tunnel);
}

function linesOf(worlds: World[]): Line[] {
  return worlds.flatMap((world) =>
    world.vpnConnections
      .where((connection) => connection.state !== "deleted")
      .flatMap((connection) => connection.tunnels.map((tunnel) => ({ world, connection, tunnel }))),
  );
}

function isMeant({ world, connection, tunnel }: Line, request: z.infer<typeof deviceRequest>): boolean {
  const { connectionId, customerGatewayIp, tunnels } = request;
  if (connectionId === undefined && customerGatewayIp === undefined && tunnels === undefined)
    throw new ControlError("Give connectionId, customerGatewayIp or tunnels");
  if (connectionId !== undefined && connection.id !== connectionId) return false;
  if (tunnels !== undefined && !tunnels.includes(tunnel.outsideAddress)) return false;
  const address = world.customerGateways.get(connection.customerGatewayId)?.address;
  return customerGatewayIp === undefined || address === customerGatewayIp;
}

function requireLine(worlds: World[], outsideIp: string): Line {
  for (const world of worlds) {
    const found = findTunnel(world, outsideIp);
    if (found) return { world, ...found };
  }
  throw new ControlError(`No tunnel has the outside address ${outsideIp}`);
}

function view({ world, connection, tunnel }: Line): TunnelView {
  return {
    ...world.place,
    connectionId: connection.id,
    outsideIp: tunnel.outsideAddress,
    configured: tunnel.device !== undefined,
    status: tunnel.telemetry.status,
    message: tunnel.telemetry.message,
  };
}
