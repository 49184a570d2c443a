import { z } from "zod";
import type { Route } from "../control";
import { converse } from "./conversation";
import { courseOf, type FlowCourse, serviceOf } from "./flow";
import { addFlow, listFlows, removeFlows } from "./flows";
import { type HopView, hopView } from "./hop-view";

/** An instance, an interface or an address at each end; `site` says which customer gateway an address is behind. */
const ends = {
  from: z.string(),
  to: z.string(),
  site: z.string().optional(),
};

const port = z.number().int().min(1).max(65_535).optional();

export const flowRequest = z.strictObject({
  ...ends,
  protocol: z.enum(["tcp", "udp", "icmp"]).default("tcp"),
  /** The destination's; 443 when it is left out. */
  port,
  bytesPerSecond: z.number().nonnegative(),
  /** What comes back in the same time; as much when it is left out. */
  replyBytesPerSecond: z.number().nonnegative().optional(),
});

export const pingRequest = z.strictObject({
  ...ends,
  protocol: z.enum(["tcp", "udp", "icmp"]).default("icmp"),
  port,
  /** The whole IP packet, which may not be fragmented. 84 is what ping sends by itself. */
  sizeBytes: z.number().int().min(28).max(65_535).optional(),
});

/** Whether there was an answer, and the way of the request and of the answer, as far as each came. */
export type PingView = {
  isAnswered: boolean;
  lost: FlowCourse["lost"];
  request: HopView[];
  reply: HopView[];
};

/** How traffic is begun, watched and tried out. */
export const trafficRoutes: Record<string, Route> = {
  "POST /ping": (sandbox, body): PingView => {
    const request = pingRequest.parse(body);
    const talk = { service: serviceOf(request), sizeBytes: request.sizeBytes };
    const conversation = converse({ worlds: sandbox.allWorlds(), ...request }, talk);
    return {
      isAnswered: conversation.lost === undefined,
      lost: courseOf(conversation).lost,
      request: conversation.request.hops.map(hopView),
      reply: (conversation.reply?.hops ?? []).map(hopView),
    };
  },
  "GET /flows": (sandbox) => ({ flows: listFlows(sandbox.allWorlds()) }),
  "POST /flows": (sandbox, body) => {
    const { replyBytesPerSecond, ...request } = flowRequest.parse(body);
    return addFlow(sandbox.allWorlds(), {
      ...request,
      replyBytesPerSecond: replyBytesPerSecond ?? request.bytesPerSecond,
    });
  },
  "DELETE /flows": (sandbox, _body, query) => {
    removeFlows(sandbox.allWorlds(), query.get("id") ?? undefined);
    return { flows: listFlows(sandbox.allWorlds()) };
  },
};
