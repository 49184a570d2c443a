import { expect, test } from "vitest";
import type { KindName } from "../kinds";
import { kindInKey, nameInKey } from "../kinds/key";
import { phrase } from "../phrase";
import type { TunnelState } from "../tunnels/tunnel-view";
import type { ResourceState } from "./resource-state";
import { findStandIns } from "./stand-ins";

const LEEDS = "vpn-connection/leeds";
const BUSAN = "vpn-connection/busan";

interface Facts {
  prefixes?: string[];
  gateway?: string;
  isStatic?: boolean;
  state?: string;
}

function connection(key: string, { prefixes = [], gateway = "vgw-1", isStatic = true, state = "available" }: Facts) {
  return resource(key, state, {
    customerGatewayId: "cgw-1",
    vpnGatewayId: gateway,
    staticRoutesOnly: isStatic,
    tunnels: [],
    telemetry: [],
    routes: prefixes.map((destination) => ({ destination, state: "available" })),
  });
}

function resource(key: string, state: string, attributes: Record<string, unknown>): ResourceState {
  const [kind, name] = [kindInKey(key) as KindName, nameInKey(key)];
  return { kind, key, name, awsId: key, spec: null, observed: { awsId: key, name, state, marker: null, attributes } };
}

function standIns(
  others: ResourceState[],
  own: Facts = { prefixes: ["10.60.0.0/16"] },
  busanState: TunnelState = "up",
) {
  const site = { ...resource("customer-gateway/site", "available", { bgpAsn: 65001 }), awsId: "cgw-1" };
  const tunnelsOf = () => [{ outsideIpAddress: "203.0.113.1", state: busanState, since: null, reason: phrase("x") }];
  return findStandIns({ resources: [site, connection(LEEDS, own), ...others], intents: [], tunnelsOf })(LEEDS);
}

test("a connection that is UP at the same gateway with all the prefixes stands in, with more of them too", () => {
  expect(standIns([connection(BUSAN, { prefixes: ["10.60.0.0/16", "10.61.0.0/16"] })])).toEqual([
    { key: BUSAN, name: "busan", isCertain: true },
  ]);
});

test.each<[string, Facts, TunnelState]>([
  ["lacks a prefix", { prefixes: ["10.61.0.0/16"] }, "up"],
  ["ends at another gateway", { prefixes: ["10.60.0.0/16"], gateway: "vgw-2" }, "up"],
  ["is being deleted", { prefixes: ["10.60.0.0/16"], state: "deleting" }, "up"],
  ["is down", { prefixes: ["10.60.0.0/16"] }, "down"],
  ["cannot be read", { prefixes: ["10.60.0.0/16"] }, "unknown"],
])("one that %s does not", (_why, facts, state) => {
  expect(standIns([connection(BUSAN, facts)], undefined, state)).toEqual([]);
});

test("of BGP the same ASN is a hint and no certainty", () => {
  expect(standIns([connection(BUSAN, { isStatic: false })], { isStatic: false })).toEqual([
    { key: BUSAN, name: "busan", isCertain: false },
  ]);
});
