import "server-only";
import type { Edit } from "@/lib/domain/plan/step";
import { KEY, put, remove } from "@/lib/server/runs/testing";

/** The keys that the change gives to what it makes and to what it rotates. */
export const NEW_KEY = "made.anew.key";
export const ROTATED_KEY = "rotated.key";

const tunnelsWith = (presharedKey: string, options: Record<string, unknown> = {}) => [
  { presharedKey, ...options },
  { presharedKey, ...options },
];

function site(name: string, ipAddress: string, destination: string, presharedKey: string): Edit[] {
  const connection = `vpn-connection/${name}`;
  return [
    put(`customer-gateway/${name}`, { name, ipAddress, bgpAsn: 65000 }),
    put(connection, {
      name,
      customerGateway: `customer-gateway/${name}`,
      vpnGateway: "vpn-gateway/core",
      routing: "static",
      tunnels: tunnelsWith(presharedKey),
    }),
    put(`vpn-connection-route/${name}`, { vpnConnection: connection, destination }),
  ];
}

/** What stands before: three sites at one gateway. The device of `leeds` is configured, so that its tunnels carry traffic. */
export const before: Edit[] = [
  ...["vpc/main", "vpn-gateway/core", "vpn-gateway-attachment/core-main", "route-table/private"].map((key) => put(key)),
  ...site("leeds", "203.0.113.10", "10.60.0.0/16", KEY),
  ...site("tokyo", "203.0.113.20", "10.61.0.0/16", KEY),
  ...site("paris", "203.0.113.30", "10.62.0.0/16", KEY),
];

/** A change of every sort at once: makes a site, changes one in place, rotates the keys of one, removes one. */
export function greatChange(specOf: (key: string) => Record<string, unknown>): Edit[] {
  return [
    ...site("seoul", "203.0.113.40", "10.63.0.0/16", NEW_KEY),
    put("route-propagation/core"),
    put("vpn-connection/leeds", withTunnels(specOf("vpn-connection/leeds"), { presharedKey: ROTATED_KEY })),
    put("vpn-connection/tokyo", withTunnels(specOf("vpn-connection/tokyo"), { dpdTimeoutSeconds: 45 })),
    ...["vpn-connection-route/paris", "vpn-connection/paris", "customer-gateway/paris"].map(remove),
  ];
}

function withTunnels(spec: Record<string, unknown>, option: Record<string, unknown>): Record<string, unknown> {
  const tunnels: unknown[] = Array.isArray(spec.tunnels) ? spec.tunnels : [];
  return { ...spec, tunnels: tunnels.map((tunnel) => ({ ...Object(tunnel), ...option })) };
}
