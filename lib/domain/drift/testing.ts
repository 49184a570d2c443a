import type { TunnelOption, VpnConnection } from "@aws-sdk/client-ec2";
import type { KindName } from "../kinds";
import { kindInKey, nameInKey } from "../kinds/key";
import { vpnConnection } from "../kinds/vpn-connection";
import type { ResourceState } from "../plan/resource-state";

export const LEEDS = "vpn-connection/leeds";
export const OUTSIDE = ["203.0.113.1", "203.0.113.2"] as const;

/** What EC2 shows of leeds, with these options at its tunnels. */
export function shownLeeds(tunnels: [TunnelOption, TunnelOption] = [{}, {}], name = "leeds") {
  const connection: VpnConnection = {
    VpnConnectionId: "vpn-leeds",
    State: "available",
    CustomerGatewayId: "cgw-leeds",
    VpnGatewayId: "vgw-core",
    Options: {
      StaticRoutesOnly: true,
      TunnelOptions: tunnels.map((tunnel, index) => ({ OutsideIpAddress: OUTSIDE[index], ...tunnel })),
    },
    Tags: [{ Key: "Name", Value: name }],
  };
  const [observed] = vpnConnection.observe({ $metadata: {}, VpnConnections: [connection] });
  if (!observed) throw new Error("The connection was not understood");
  return observed;
}

/** What is wanted of leeds: a key of its own at each tunnel, and everything else at AWS's defaults. */
export const wantedLeeds: Record<string, unknown> = vpnConnection.spec.parse({
  name: "leeds",
  customerGateway: "customer-gateway/leeds",
  vpnGateway: "vpn-gateway/core",
  routing: "static",
  tunnels: OUTSIDE.map((outsideIpAddress, index) => ({ outsideIpAddress, presharedKey: { $secret: `s${index}` } })),
});

const others: Record<string, { awsId: string; attributes: Record<string, unknown> }> = {
  "customer-gateway/leeds": { awsId: "cgw-leeds", attributes: { ipAddress: "3.37.222.142", bgpAsn: 65000 } },
  "vpn-gateway/core": { awsId: "vgw-core", attributes: { amazonSideAsn: 64512 } },
  "vpc/main": { awsId: "vpc-main", attributes: { cidr: "10.50.0.0/16", isDefault: false } },
  "vpn-gateway-attachment/core-main": {
    awsId: "vgw-core|vpc-main",
    attributes: { vpnGatewayId: "vgw-core", vpcId: "vpc-main" },
  },
  "vpn-connection-route/office": {
    awsId: "vpn-leeds|10.60.0.0/16",
    attributes: { vpnConnectionId: "vpn-leeds", destination: "10.60.0.0/16" },
  },
  "customer-gateway/york": { awsId: "cgw-york", attributes: { ipAddress: "3.37.222.143", bgpAsn: 65000 } },
};

/** One site in AWS, with another gateway that nothing uses; nothing of it is wanted, but what `wanted` says. */
export function account(wanted: Record<string, Record<string, unknown>> = {}, leeds = shownLeeds()): ResourceState[] {
  const around = Object.entries(others).map(([key, { awsId, attributes }]) => ({
    ...base(key, wanted),
    awsId,
    observed: { awsId, name: nameInKey(key), state: "available", marker: null, attributes },
  }));
  return [...around, { ...base(LEEDS, wanted), awsId: "vpn-leeds", observed: leeds }];
}

function base(key: string, wanted: Record<string, Record<string, unknown>>) {
  return { kind: kindInKey(key) as KindName, key, name: nameInKey(key), spec: wanted[key] ?? null };
}
