import type { z } from "zod";
import type { Call } from "./calls";
import type { bgpRoutesRequest, clockRequest, deviceRequest, tunnelEventRequest, tunnelRequest } from "./control";
import type { consistencyRequest, faultRequest, throttlingRequest } from "./fault-routes";
import type { FaultRule } from "./faults";
import type { ClientConnectionView, clientRequest, clientTrafficRequest } from "./resources/client-vpn/control-routes";
import type { ScenarioView } from "./scenarios";
import type { flowRequest, PingView, pingRequest } from "./traffic/control-routes";
import type { Flow } from "./traffic/flow";
import type { DeviceView, TunnelView } from "./vpn/devices";
import type { DescribedBundle } from "./worlds/copy/describe-answers";
import type { CopiedWorld } from "./worlds/copy-world";
import type { WorldName } from "./worlds/fill-world";

/** Steers a running sandbox through its control endpoint. Throws an Error with the sandbox's reason when refused. */
export class SandboxControl {
  constructor(private readonly url: string) {}

  /** Configures or unconfigures devices; tunnels come up some virtual seconds later unless `immediate`. */
  configureDevice(request: z.input<typeof deviceRequest>): Promise<{ tunnels: TunnelView[] }> {
    return this.send("POST", "/devices", request);
  }

  /** Cuts (`up: false`) or mends a tunnel; takes effect at once. */
  setTunnel(request: z.input<typeof tunnelRequest>): Promise<TunnelView> {
    return this.send("POST", "/tunnels", request);
  }

  /** Lets a line flap, or AWS replace its end of a tunnel; both take virtual time. */
  disturbTunnel(request: z.input<typeof tunnelEventRequest>): Promise<TunnelView> {
    return this.send("POST", "/tunnel-events", request);
  }

  /** Every configured device with what it was told and how far its tunnel has come. Never a key. */
  listDevices(): Promise<{ devices: DeviceView[] }> {
    return this.send("GET", "/devices");
  }

  listTunnels(): Promise<{ tunnels: TunnelView[] }> {
    return this.send("GET", "/tunnels");
  }

  setBgpRoutes(request: z.input<typeof bgpRoutesRequest>): Promise<TunnelView> {
    return this.send("POST", "/bgp-routes", request);
  }

  /** One packet and its answer: the way of each, or where it was lost. */
  ping(request: z.input<typeof pingRequest>): Promise<PingView> {
    return this.send("POST", "/ping", request);
  }

  /** Traffic that goes on and shows in the tunnels' metrics until it is removed. */
  addFlow(request: z.input<typeof flowRequest>): Promise<Flow> {
    return this.send("POST", "/flows", request);
  }

  listFlows(): Promise<{ flows: Flow[] }> {
    return this.send("GET", "/flows");
  }

  /** One flow, or all. */
  removeFlows(id?: string): Promise<{ flows: Flow[] }> {
    return this.send("DELETE", id === undefined ? "/flows" : `/flows?id=${encodeURIComponent(id)}`);
  }

  /** Lets a Client VPN client connect; what AWS would refuse is refused with the reason. */
  connectClient(request: z.input<typeof clientRequest>): Promise<ClientConnectionView> {
    return this.send("POST", "/client-vpn/connections", request);
  }

  disconnectClient(connectionId: string): Promise<ClientConnectionView> {
    return this.send("DELETE", "/client-vpn/connections", { connectionId });
  }

  /** What a client sends and receives in a second from now on. */
  setClientTraffic(request: z.input<typeof clientTrafficRequest>): Promise<ClientConnectionView> {
    return this.send("POST", "/client-vpn/traffic", request);
  }

  listClients(): Promise<{ connections: ClientConnectionView[] }> {
    return this.send("GET", "/client-vpn/connections");
  }

  now(): Promise<{ now: string }> {
    return this.send("GET", "/clock");
  }

  advance(request: z.input<typeof clockRequest>): Promise<{ now: string }> {
    return this.send("POST", "/clock", request);
  }

  addFault(request: z.input<typeof faultRequest>): Promise<{ faults: FaultRule[] }> {
    return this.send("POST", "/faults", request);
  }

  listFaults(): Promise<{ faults: FaultRule[] }> {
    return this.send("GET", "/faults");
  }

  /** Also ends throttling and lagging answers. */
  clearFaults(): Promise<{ faults: FaultRule[] }> {
    return this.send("DELETE", "/faults");
  }

  /** EC2's token buckets, or tighter ones; `off` unless the sandbox was started with others. */
  setThrottling(request: z.input<typeof throttlingRequest>): Promise<z.output<typeof throttlingRequest>> {
    return this.send("POST", "/throttling", request);
  }

  /** How far answers are behind what was done, in virtual seconds. */
  setConsistency(request: z.input<typeof consistencyRequest>): Promise<z.output<typeof consistencyRequest>> {
    return this.send("POST", "/consistency", request);
  }

  listScenarios(): Promise<{ scenarios: ScenarioView[] }> {
    return this.send("GET", "/scenarios");
  }

  /** Ends whatever went wrong and begins a named scenario; `calm` is none. */
  beginScenario(name: string): Promise<ScenarioView> {
    return this.send("POST", "/scenarios", { name });
  }

  /** Everything there is, pre-shared keys included, as text that `putState` takes. */
  getState(): Promise<{ state: string }> {
    return this.send("GET", "/state");
  }

  putState(state: string): Promise<{ worlds: { account: string; region: string }[] }> {
    return this.send("PUT", "/state", { state });
  }

  /** Begins anew with a copy of another network, made from Describe answers: same ids, blocks, tags, routes and keys. */
  copyWorld(request: { account?: string; region?: string; answers: DescribedBundle }): Promise<CopiedWorld> {
    return this.send("POST", "/worlds/from-describe", request);
  }

  reset(world: WorldName = "empty"): Promise<{ world: WorldName }> {
    return this.send("POST", "/reset", { world });
  }

  /** Calls per action since the last reset or `clearCalls`. */
  countCalls(): Promise<{ counts: Record<string, number> }> {
    return this.send("GET", "/calls");
  }

  listCalls(): Promise<{ calls: Call[] }> {
    return this.send("GET", "/calls?log=1");
  }

  clearCalls(): Promise<{ counts: Record<string, number> }> {
    return this.send("DELETE", "/calls");
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const value: unknown = await response.json();
    if (!response.ok) throw new Error(readError(value) ?? `${method} ${path} answered ${response.status}`);
    return value as T;
  }
}

function readError(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("error" in value)) return undefined;
  return String(value.error);
}
