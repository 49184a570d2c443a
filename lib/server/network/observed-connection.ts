import "server-only";
import type { ObservedConnection } from "@/lib/domain/devices/build-device-model";
import { kinds } from "@/lib/domain/kinds";
import type { Observed } from "@/lib/domain/kinds/kind";
import type { NetworkResource } from "./known-resources";

/**
 * A connection as the device renderers take it, out of what is observed: everything but the keys. `observed` is the connection
 * as EC2 says now, where that is newer than the network.
 */
export function observedConnection(
  resources: readonly NetworkResource[],
  connection: NetworkResource,
  observed: Observed | null = connection.observed,
): ObservedConnection | null {
  if (!observed) return null;
  const attributes = kinds["vpn-connection"].attributes.parse(observed.attributes);
  const { tunnels, routes, staticRoutesOnly } = attributes;
  const device = find(resources, textIn(connection.spec, "customerGateway"));
  const gateway = find(resources, textIn(connection.spec, "vpnGateway"));
  return {
    connectionId: observed.awsId,
    name: connection.name,
    customerGateway: {
      id: device?.awsId ?? undefined,
      ipAddress: textIn(device?.spec, "ipAddress"),
      asn: numberIn(device?.spec, "bgpAsn"),
      deviceName: device?.name,
    },
    vpnGateway: gateway
      ? { id: gateway.awsId ?? undefined, asn: numberIn(gateway.spec, "amazonSideAsn") }
      : { asn: attributes.awsAsn },
    // EC2 that shows no options shows static routes at least where there are any.
    routing: (staticRoutesOnly ?? routes.length > 0) ? "static" : "bgp",
    insideIpVersion: attributes.insideIpVersion,
    localCidr: attributes.localIpv4NetworkCidr,
    remoteCidr: attributes.remoteIpv4NetworkCidr,
    staticPrefixes: routes.filter(({ state }) => !state.startsWith("delet")).map(({ destination }) => destination),
    vpcCidrs: vpcCidrsBehind(resources, gateway?.key),
    tunnels,
  };
}

function vpcCidrsBehind(resources: readonly NetworkResource[], gatewayKey: string | undefined): string[] {
  return resources
    .filter(({ kind, spec }) => kind === "vpn-gateway-attachment" && spec.vpnGateway === gatewayKey)
    .flatMap(({ spec }) => textIn(find(resources, textIn(spec, "vpc"))?.spec, "cidr") ?? []);
}

function find(resources: readonly NetworkResource[], key: string | undefined): NetworkResource | undefined {
  return key === undefined ? undefined : resources.find((resource) => resource.key === key);
}

function textIn(spec: Record<string, unknown> | undefined, field: string): string | undefined {
  const value = spec?.[field];
  return typeof value === "string" ? value : undefined;
}

function numberIn(spec: Record<string, unknown> | undefined, field: string): number | undefined {
  const value = spec?.[field];
  return typeof value === "number" ? value : undefined;
}
