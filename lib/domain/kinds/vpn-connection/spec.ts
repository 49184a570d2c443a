import { z } from "zod";
import { cidr, facts, name, reference } from "../fields";
import type { Names, Observed } from "../kind";
import { orderAlike } from "../order-alike";
import type { ConnectionAttributes, ObservedTunnel } from "./observe";
import { TUNNEL_DEFAULTS, type TunnelSpec, tunnelSpec } from "./tunnel-options";

/** Everybody, on either side: what the traffic selectors are unless somebody narrows them (reference §1.6). */
const ANYWHERE = "0.0.0.0/0";

export const connectionSpec = z.object({
  name: name(),
  customerGateway: reference("customer-gateway"),
  vpnGateway: reference("vpn-gateway"),
  routing: facts(z.enum(["static", "bgp"], { error: "problems.choiceUnknown" }), {
    widget: "choices",
    immutable: true,
    source: "reference §1.6",
  }),
  localIpv4Cidr: facts(cidr(), { widget: "cidr", awsDefault: ANYWHERE, source: "reference §1.6" }).default(ANYWHERE),
  remoteIpv4Cidr: facts(cidr(), { widget: "cidr", awsDefault: ANYWHERE, source: "reference §1.6" }).default(ANYWHERE),
  tunnels: z.tuple([tunnelSpec, tunnelSpec], { error: "problems.twoTunnels" }),
});

export type ConnectionSpec = z.output<typeof connectionSpec>;

/** What EC2 shows of a connection, in the shape of its spec. The keys are never shown. */
export function specOfConnection(
  observed: Observed<ConnectionAttributes>,
  names: Names,
  like: ConnectionSpec | undefined,
): Partial<ConnectionSpec> {
  const { customerGatewayId, vpnGatewayId, staticRoutesOnly, ...rest } = observed.attributes;
  return {
    name: observed.name ?? observed.awsId,
    customerGateway: customerGatewayId && names.keyOf("customer-gateway", customerGatewayId),
    vpnGateway: vpnGatewayId && names.keyOf("vpn-gateway", vpnGatewayId),
    routing: staticRoutesOnly === undefined ? undefined : staticRoutesOnly ? "static" : "bgp",
    localIpv4Cidr: rest.localIpv4NetworkCidr,
    remoteIpv4Cidr: rest.remoteIpv4NetworkCidr,
    tunnels: tunnelsOf(rest.tunnels, like?.tunnels),
  };
}

/**
 * Puts EC2's outside addresses into the spec, and the inside CIDRs that AWS chose, so that the next connection on the gateway
 * can avoid them. A tunnel is recognised by the inside CIDR that was asked for; EC2 keeps the order of TunnelOptions for the rest.
 */
export function completeConnection(spec: ConnectionSpec, observed: Observed<ConnectionAttributes>): ConnectionSpec {
  const [first, second] = observed.attributes.tunnels;
  if (!first || !second || observed.attributes.tunnels.length !== 2) return spec;
  const [one, two] = spec.tunnels;
  const isCrossed = fits(one, second) && fits(two, first) && !(fits(one, first) && fits(two, second));
  const [forOne, forTwo] = isCrossed ? [second, first] : [first, second];
  return { ...spec, tunnels: [completeTunnel(one, forOne), completeTunnel(two, forTwo)] };
}

function completeTunnel(tunnel: TunnelSpec, observed: ObservedTunnel): TunnelSpec {
  const outsideIpAddress = tunnel.outsideIpAddress ?? observed.outsideIpAddress;
  const insideCidr = tunnel.insideCidr ?? observed.insideCidr;
  return { ...tunnel, outsideIpAddress, ...(insideCidr === undefined ? {} : { insideCidr }) };
}

/** Whether the observed tunnel can be the wanted one: by its address, else by the inside CIDR where one was asked for. */
function fits(wanted: TunnelSpec, observed: ObservedTunnel): boolean {
  if (wanted.outsideIpAddress !== undefined) return wanted.outsideIpAddress === observed.outsideIpAddress;
  return wanted.insideCidr === undefined || wanted.insideCidr === observed.insideCidr;
}

/** Both tunnels in the order of `like`; left out while EC2 does not show two. */
function tunnelsOf(
  observed: readonly ObservedTunnel[],
  like: ConnectionSpec["tunnels"] | undefined,
): ConnectionSpec["tunnels"] | undefined {
  const [first, second] = observed;
  if (!first || !second || observed.length !== 2) return undefined;
  const isCrossed = like !== undefined && fits(like[0], second) && !fits(like[0], first);
  const [one, two] = isCrossed ? [second, first] : [first, second];
  return [tunnelOf(one, like?.[0]), tunnelOf(two, like?.[1])];
}

/**
 * EC2 leaves out what stands at its default (reference §1.6), so the documented defaults are filled in. A value that we do not know yet, such
 * as a new algorithm, is kept as it came: it must show as a difference, and the schema refuses it only when somebody saves it.
 */
function tunnelOf(observed: ObservedTunnel, like: TunnelSpec | undefined): TunnelSpec {
  const shown = Object.entries(observed).flatMap(([option, value]) => {
    if (value === undefined) return [];
    const wanted = like && Object.entries(like).find(([name]) => name === option)?.[1];
    return [
      [option, Array.isArray(value) ? orderAlike<unknown>(value, Array.isArray(wanted) ? wanted : undefined) : value],
    ];
  });
  return { ...TUNNEL_DEFAULTS, ...Object.fromEntries(shown) } as TunnelSpec;
}
