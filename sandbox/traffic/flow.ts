import type { TunnelLoad } from "../vpn/tunnel";
import type { Conversation } from "./conversation";
import type { Service } from "./packet";

/** Traffic that goes on until it is taken away, and what became of it when it was last looked at. */
export type Flow = FlowRequest & { id: string; course: FlowCourse; loads: FlowLoad[] };

export type FlowRequest = {
  from: string;
  to: string;
  site?: string | undefined;
  protocol: Service["protocol"];
  port?: number | undefined;
  bytesPerSecond: number;
  replyBytesPerSecond: number;
};

/** The ways are ids in their order; tunnels are outside addresses. */
export type FlowCourse = {
  state: "passing" | "dropped";
  lost: LostView | undefined;
  request: string[];
  reply: string[];
  requestTunnels: string[];
  replyTunnels: string[];
};

/** Why something was lost, as the control endpoint says it. */
export type LostView = { way: "request" | "reply"; at: string; code: string; reason: string };

/** What a flow puts on one tunnel, which may be in another Region than the flow. */
export type FlowLoad = TunnelLoad & { account: string; region: string; tunnel: string };

/** The first packet of a flow. The port from which it is sent is always the same: a flow is one connection. */
export function serviceOf({ protocol, port }: Pick<FlowRequest, "protocol" | "port">): Service {
  return protocol === "icmp"
    ? { protocol, isReply: false }
    : { protocol, sourcePort: 49_152, destinationPort: port ?? 443 };
}

export function courseOf({ request, reply, lost }: Conversation): FlowCourse {
  const tunnels = (walk: typeof reply) => (walk?.hops ?? []).flatMap(({ tunnel }) => tunnel ?? []);
  return {
    state: lost ? "dropped" : "passing",
    lost: lost && { way: reply ? "reply" : "request", at: lost.at.id, code: lost.code, reason: lost.text },
    request: request.hops.map(({ id }) => id),
    reply: (reply?.hops ?? []).map(({ id }) => id),
    requestTunnels: tunnels(request),
    replyTunnels: tunnels(reply),
  };
}
