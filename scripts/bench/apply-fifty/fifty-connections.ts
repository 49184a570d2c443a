import "server-only";
import { kindNames } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import type { Edit } from "@/lib/domain/plan/step";

/** As many as AWS allows in a Region, ten to a gateway, and a VPC for each gateway (reference §2: quotas). */
export const CONNECTIONS = 50;
const TO_A_GATEWAY = 10;

/** Fifty sites with what they need, from an empty account. */
export function fiftyConnections(): Edit[] {
  const gateways = range(CONNECTIONS / TO_A_GATEWAY).flatMap((number) => [
    put(`vpc/net-${number}`, { name: `net-${number}`, cidr: `10.${number + 1}.0.0/16` }),
    put(`vpn-gateway/core-${number}`, { name: `core-${number}`, amazonSideAsn: 64512 + number }),
    put(`vpn-gateway-attachment/core-${number}`, {
      vpnGateway: `vpn-gateway/core-${number}`,
      vpc: `vpc/net-${number}`,
    }),
  ]);
  const sites = range(CONNECTIONS).flatMap((number) => [
    put(`customer-gateway/site-${number}`, {
      name: `site-${number}`,
      ipAddress: `3.37.222.${number + 1}`,
      bgpAsn: 65000,
    }),
    put(`vpn-connection/site-${number}`, {
      name: `site-${number}`,
      customerGateway: `customer-gateway/site-${number}`,
      vpnGateway: `vpn-gateway/core-${Math.floor(number / TO_A_GATEWAY)}`,
      routing: "bgp",
      tunnels: [{}, {}],
    }),
  ]);
  return [...gateways, ...sites];
}

function put(key: string, spec: Record<string, unknown>): Edit {
  const kind = kindNames.find((name) => name === kindInKey(key));
  if (!kind) throw new Error(`No kind in ${key}`);
  return { operation: "put", kind, key, spec };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
