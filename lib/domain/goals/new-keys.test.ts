import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KindName } from "../kinds";
import { nameInKey } from "../kinds/key";
import { vpnConnection } from "../kinds/vpn-connection";
import { phrase } from "../phrase";
import { buildPlan } from "../plan/build-plan";
import type { ResourceState } from "../plan/resource-state";
import type { Step } from "../plan/step";
import type { TunnelState } from "../tunnels/tunnel-view";
import { giveNewKeys } from "./new-keys";

const LEEDS = "vpn-connection/leeds";
const YORK = "vpn-connection/york";
const ADDRESSES: Record<string, readonly [string, string]> = {
  [LEEDS]: ["203.0.113.1", "203.0.113.2"],
  [YORK]: ["203.0.113.3", "203.0.113.4"],
};
const NEW = [{ $secret: "n1" }, { $secret: "n2" }] as const;

function state(kind: KindName, name: string, attributes: Record<string, unknown>, spec: object): ResourceState {
  const awsId = `${kind}-${name}`;
  const observed = { awsId, name, state: "available", marker: null, attributes };
  return { kind, key: `${kind}/${name}`, name, awsId, spec: { name, ...spec }, observed };
}

/** A connection with options of its own, as EC2 shows it and as it was brought in. */
function connection(key: string, more: { transitGatewayId?: string; dpdTimeoutSeconds?: number } = {}): ResourceState {
  const name = nameInKey(key);
  const { transitGatewayId, dpdTimeoutSeconds = 45 } = more;
  const addresses = ADDRESSES[key] ?? [];
  const options = addresses.map((OutsideIpAddress, index) => ({
    ...{ OutsideIpAddress, TunnelInsideCidr: `169.254.10.${index * 4}/30`, DpdTimeoutSeconds: dpdTimeoutSeconds },
    IkeVersions: [{ Value: "ikev2" }],
  }));
  const [observed] = vpnConnection.observe({
    $metadata: {},
    VpnConnections: [
      {
        VpnConnectionId: `vpn-connection-${name}`,
        ...{ State: "available", CustomerGatewayId: "customer-gateway-leeds" },
        ...(transitGatewayId ? { TransitGatewayId: transitGatewayId } : { VpnGatewayId: "vpn-gateway-core" }),
        Options: { StaticRoutesOnly: true, TunnelOptions: options },
        Tags: [{ Key: "Name", Value: name }],
      },
    ],
  });
  const spec = {
    ...{ name, customerGateway: "customer-gateway/leeds", vpnGateway: "vpn-gateway/core", routing: "static" },
    tunnels: addresses.map((outsideIpAddress, index) => ({
      ...{ outsideIpAddress, insideCidr: `169.254.10.${index * 4}/30`, dpdTimeoutSeconds: 45, ikeVersions: ["ikev2"] },
      presharedKey: { $secret: `o${index}` },
    })),
  };
  return {
    ...{ kind: "vpn-connection", key, name, awsId: `vpn-connection-${name}`, observed: observed ?? null },
    spec: transitGatewayId ? null : vpnConnection.spec.parse(spec),
  };
}

function network(leeds = connection(LEEDS)): ResourceState[] {
  const office = { vpnConnection: LEEDS, destination: "10.60.0.0/16" };
  const route = state("vpn-connection-route", "office", {}, {});
  return [
    state("customer-gateway", "leeds", { ipAddress: "3.37.222.142", bgpAsn: 65000 }, { ipAddress: "3.37.222.142" }),
    state("vpn-gateway", "core", { amazonSideAsn: 64512 }, { amazonSideAsn: 64512 }),
    leeds,
    connection(YORK),
    {
      ...route,
      spec: office,
      observed: {
        ...{ awsId: "vpn-connection-leeds|10.60.0.0/16", name: null, state: "available", marker: null },
        attributes: { vpnConnectionId: "vpn-connection-leeds", destination: "10.60.0.0/16" },
      },
    },
  ];
}

type Way = Parameters<typeof giveNewKeys>[0];

function planned(way: Way, keys: readonly string[], states: Record<string, readonly [TunnelState, TunnelState]> = {}) {
  const resources = network();
  const { edits } = giveNewKeys(
    way,
    keys.map((connectionKey) => ({ connectionKey, keys: NEW })),
    resources,
  );
  const tunnelsOf = (key: string) =>
    (ADDRESSES[key] ?? []).map((outsideIpAddress, index) => ({
      ...{ outsideIpAddress, state: states[key]?.[index] ?? "up", since: null, reason: phrase("x") },
    }));
  return buildPlan({ edits, resources, region: "eu-west-1", tunnelsOf });
}

const actions = (steps: readonly Step[]) => steps.map((step) => (step.type === "call" ? step.call.action : step.type));

describe("rolling", () => {
  test("asks EC2 for the two keys and nothing else", () => {
    const { steps, diffs } = planned("rolling", [LEEDS]);
    expect(steps.flatMap((step) => (step.type === "call" ? [step.call.input] : []))).toEqual(
      ADDRESSES[LEEDS]?.map((VpnTunnelOutsideIpAddress, index) => ({
        ...{ VpnConnectionId: "vpn-connection-leeds", VpnTunnelOutsideIpAddress },
        TunnelOptions: { PreSharedKey: NEW[index] },
      })),
    );
    expect(diffs.flatMap(({ changes }) => changes.map(({ path }) => path.join(".")))).toEqual([
      "tunnels.0.presharedKey",
      "tunnels.1.presharedKey",
    ]);
  });

  test("lets the device's admin confirm and the tunnel come up before the other one is touched", () => {
    expect(actions(planned("rolling", [LEEDS]).steps)).toEqual([
      ...["ModifyVpnTunnelOptions", "confirm", "wait"],
      ...["ModifyVpnTunnelOptions", "confirm", "wait"],
    ]);
  });

  test("never has both tunnels of a connection down by its own doing, whatever their states and however many connections", () => {
    const some = fc.constantFrom<TunnelState>("up", "up-no-routes", "down", "bgp-down", "unknown");
    fc.assert(
      fc.property(fc.tuple(some, some), fc.tuple(some, some), (leeds, york) => {
        const { steps } = planned("rolling", [LEEDS, YORK], { [LEEDS]: leeds, [YORK]: york });
        for (const key of [LEEDS, YORK]) {
          const own = steps.filter((step) => step.key === key);
          const calls = own.flatMap((step) => (step.type === "call" ? [step] : []));
          const [first, second] = calls;
          expect(calls).toHaveLength(2);
          const waited = own.find((step) => step.type === "wait" && step.until.outsideIpAddress === first?.tunnel);
          expect(isAfter(own, second?.id, waited?.id)).toBe(true);
          expect(isAfter(own, waited?.id, first?.id)).toBe(true);
        }
      }),
    );
  });

  test("begins with the tunnel that is down already", () => {
    const { steps } = planned("rolling", [LEEDS], { [LEEDS]: ["up", "down"] });
    expect(steps.flatMap((step) => (step.type === "call" ? (step.tunnel ?? []) : []))).toEqual([
      "203.0.113.2",
      "203.0.113.1",
    ]);
  });
});

describe("replacement", () => {
  test("deletes the connection, makes it anew with its options and inside addresses, and brings its routes back", () => {
    const { steps, impact } = planned("replacement", [LEEDS]);
    expect(actions(steps)).toEqual(["DeleteVpnConnection", "CreateVpnConnection", "CreateVpnConnectionRoute"]);
    expect(impact).toBe(4);
    const create = steps.find(({ id }) => id === `${LEEDS}#create`);
    const tunnel = (index: 0 | 1) => ({
      ...{ PreSharedKey: NEW[index], TunnelInsideCidr: `169.254.10.${index * 4}/30`, DPDTimeoutSeconds: 45 },
      IKEVersions: [{ Value: "ikev2" }],
    });
    expect(create).toMatchObject({ call: { input: { Options: { TunnelOptions: [tunnel(0), tunnel(1)] } } } });
  });

  test("names the object that is wanted no more, and none of its outside addresses", () => {
    const { edits } = giveNewKeys("replacement", [{ connectionKey: LEEDS, keys: NEW }], network());
    expect(edits.map(({ key }) => key)).toEqual([LEEDS, "vpn-connection-route/office"]);
    expect(edits[0]).toMatchObject({ replaces: { awsId: "vpn-connection-leeds" } });
    expect(JSON.stringify(edits)).not.toContain("203.0.113");
  });
});

test("what AWS has otherwise than it was brought in stays as it is, and a remark says so", () => {
  const { edits, remarks } = giveNewKeys(
    "rolling",
    [{ connectionKey: LEEDS, keys: NEW }],
    network(connection(LEEDS, { dpdTimeoutSeconds: 60 })),
  );
  expect(edits[0]).toMatchObject({ spec: { tunnels: [{ dpdTimeoutSeconds: 60 }, { dpdTimeoutSeconds: 60 }] } });
  expect(remarks.map(({ values }) => values)).toEqual([
    { name: "leeds", fields: "tunnels.0.dpdTimeoutSeconds, tunnels.1.dpdTimeoutSeconds" },
  ]);
});

test.each([
  ["one that is not there", { ...connection(LEEDS), observed: null }, "keys.problem.notThere"],
  ["one that EC2 is changing", changing(connection(LEEDS)), "keys.problem.notAvailable"],
  ["one at a transit gateway", connection(LEEDS, { transitGatewayId: "tgw-1" }), "keys.problem.notEditable"],
])("%s is refused with the reason", (_, leeds, key) => {
  const { edits, problems } = giveNewKeys("rolling", [{ connectionKey: LEEDS, keys: NEW }], network(leeds));
  expect(edits).toEqual([]);
  expect(problems.map(({ phrase: words }) => words.key)).toEqual([key]);
});

function changing(before: ResourceState): ResourceState {
  return { ...before, observed: before.observed && { ...before.observed, state: "modifying" } };
}

/** True when one step waits for the other, directly or through others. */
function isAfter(steps: readonly Step[], id: string | undefined, before: string | undefined): boolean {
  const step = steps.find((one) => one.id === id);
  return step?.after.some((one) => one === before || isAfter(steps, one, before)) ?? false;
}
