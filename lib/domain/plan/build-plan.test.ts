import type { VpnConnection } from "@aws-sdk/client-ec2";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KindName } from "../kinds";
import { kindInKey, nameInKey } from "../kinds/key";
import { vpnConnection } from "../kinds/vpn-connection";
import { phrase } from "../phrase";
import type { TunnelState, TunnelView } from "../tunnels/tunnel-view";
import { buildPlan } from "./build-plan";
import { knownReferences, type ResourceState } from "./resource-state";
import type { Edit, Plan, Step } from "./step";

const A = "203.0.113.1";
const B = "203.0.113.2";
const LEEDS = "vpn-connection/leeds";

const OFFICE_IN_TABLE = {
  destination: "10.60.0.0/16",
  target: "vpn-gateway-core",
  origin: "EnableVgwRoutePropagation",
  state: "active",
};

/** The lab of the documentation: one site, one VPC, static routes. */
const lab: Record<string, Record<string, unknown>> = {
  "customer-gateway/leeds": { name: "leeds", ipAddress: "3.37.222.142", bgpAsn: 65000 },
  "vpn-gateway/core": { name: "core", amazonSideAsn: 64512 },
  "vpc/main": { name: "main", cidr: "10.50.0.0/16", dnsSupport: true, dnsHostnames: false },
  "subnet/a": { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24" },
  "vpn-gateway-attachment/core-main": { vpnGateway: "vpn-gateway/core", vpc: "vpc/main" },
  "route-table/private": { name: "private", vpc: "vpc/main" },
  "subnet-association/a": { subnet: "subnet/a", routeTable: "route-table/private" },
  "route-propagation/core": { routeTable: "route-table/private", vpnGateway: "vpn-gateway/core" },
  [LEEDS]: {
    name: "leeds",
    customerGateway: "customer-gateway/leeds",
    vpnGateway: "vpn-gateway/core",
    routing: "static",
    tunnels: [{ presharedKey: { $secret: "s1" } }, { presharedKey: { $secret: "s2" } }],
  },
  "vpn-connection-route/office": { vpnConnection: LEEDS, destination: "10.60.0.0/16" },
};

function put(key: string, spec: Record<string, unknown> = lab[key] ?? {}): Edit {
  return { operation: "put", kind: kindInKey(key) as KindName, key, spec };
}

function remove(key: string): Edit {
  return { operation: "remove", kind: kindInKey(key) as KindName, key };
}

function plan(edits: Edit[], resources: ResourceState[] = [], tunnels: TunnelView[] = []): Plan {
  return buildPlan({ edits, resources, region: "ap-northeast-2", tunnelsOf: (key) => (key === LEEDS ? tunnels : []) });
}

function views(a: TunnelState, b: TunnelState): TunnelView[] {
  return [
    { outsideIpAddress: A, state: a, since: null, reason: phrase("x") },
    { outsideIpAddress: B, state: b, since: null, reason: phrase("x") },
  ];
}

/** The lab as EC2 shows it once it was made. */
function existing(): ResourceState[] {
  const attributes: Record<string, Record<string, unknown>> = {
    "customer-gateway/leeds": { ipAddress: "3.37.222.142", bgpAsn: 65000 },
    "vpn-gateway/core": { amazonSideAsn: 64512 },
    "vpc/main": { cidr: "10.50.0.0/16", isDefault: false },
    "subnet/a": { vpcId: "vpc-main", cidr: "10.50.1.0/24" },
    "vpn-gateway-attachment/core-main": { vpnGatewayId: "vpn-gateway-core", vpcId: "vpc-main" },
    "route-table/private": {
      vpcId: "vpc-main",
      isMain: false,
      routes: [OFFICE_IN_TABLE],
      subnetIds: [],
      propagatingGatewayIds: ["vpn-gateway-core"],
    },
    "route-propagation/core": { routeTableId: "route-table-private", vpnGatewayId: "vpn-gateway-core" },
    "vpn-connection-route/office": { vpnConnectionId: "vpn-connection-leeds", destination: "10.60.0.0/16" },
  };
  return Object.keys(lab)
    .filter((key) => key !== "subnet-association/a")
    .map((key): ResourceState => {
      const kind = kindInKey(key) as KindName;
      const awsId = key.replace("/", "-");
      const observed =
        key === LEEDS
          ? observedConnection(awsId)
          : { awsId, name: nameInKey(key), state: "available", marker: null, attributes: attributes[key] ?? {} };
      return { kind, key, name: nameInKey(key), awsId, spec: key === LEEDS ? applied() : (lab[key] ?? null), observed };
    });
}

function observedConnection(awsId: string) {
  const connection: VpnConnection = {
    VpnConnectionId: awsId,
    State: "available",
    CustomerGatewayId: "customer-gateway-leeds",
    VpnGatewayId: "vpn-gateway-core",
    Options: {
      StaticRoutesOnly: true,
      TunnelOptions: [{ OutsideIpAddress: A }, { OutsideIpAddress: B }],
    },
    Routes: [{ DestinationCidrBlock: "10.60.0.0/16", State: "available" }],
    VgwTelemetry: [A, B].map((OutsideIpAddress) => ({ OutsideIpAddress, Status: "UP", AcceptedRouteCount: 1 })),
    Tags: [{ Key: "Name", Value: "leeds" }],
  };
  const [observed] = vpnConnection.observe({ $metadata: {}, VpnConnections: [connection] });
  if (!observed) throw new Error("The connection was not understood");
  return observed;
}

function applied(tunnels: [object, object] = [{}, {}], more: object = {}): Record<string, unknown> {
  return vpnConnection.spec.parse({
    ...lab[LEEDS],
    ...more,
    tunnels: [
      { outsideIpAddress: A, presharedKey: { $secret: "s1" }, ...tunnels[0] },
      { outsideIpAddress: B, presharedKey: { $secret: "s2" }, ...tunnels[1] },
    ],
  });
}

function shape(steps: readonly Step[]): string[] {
  return steps.map((step) => (step.type === "call" ? step.call.action : `${step.type} ${step.id.split(":")[1]}`));
}

describe("creation", () => {
  test("the lab is made in the documented order, all of impact 1", () => {
    const made = plan(Object.keys(lab).map((key) => put(key)));
    expect(made.problems).toEqual([]);
    expect(shape(made.steps)).toEqual([
      "CreateCustomerGateway",
      "CreateVpnGateway",
      "CreateVpc",
      "CreateSubnet",
      "AttachVpnGateway",
      "CreateRouteTable",
      "AssociateRouteTable",
      "EnableVgwRoutePropagation",
      "CreateVpnConnection",
      "CreateVpnConnectionRoute",
    ]);
    expect(made.impact).toBe(1);
  });

  test("every step stands after the steps of all that it references, whatever is asked for in whatever order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(lab), { minLength: 1 }), (keys) => {
        const { steps } = plan(keys.map((key) => put(key)));
        const place = new Map(steps.map((step, index) => [step.id, index]));
        for (const [index, step] of steps.entries()) {
          for (const id of step.after) expect(place.get(id)).toBeLessThan(index);
          for (const { key } of knownReferences(step.kind, lab[step.key] ?? {})) {
            if (keys.includes(key)) expect(place.get(`${key}#create`)).toBeLessThan(index);
          }
        }
      }),
    );
  });

  test("propagation waits for the gateway's attachment, though it does not name it", () => {
    const { steps } = plan(Object.keys(lab).map((key) => put(key)));
    const propagation = steps.find((step) => step.key === "route-propagation/core");
    expect(propagation?.after).toContain("vpn-gateway-attachment/core-main#create");
  });

  test("a reference to nothing is a problem of that edit", () => {
    const { problems } = plan([put("subnet/a")]);
    expect(problems).toContainEqual({
      key: "subnet/a",
      severity: "error",
      path: ["vpc"],
      phrase: phrase("plan.problem.referenceMissing", { key: "vpc/main" }),
    });
  });
});

test("a desired state that is satisfied needs no step", () => {
  const edits = existing().map((state) => put(state.key, state.spec ?? {}));
  expect(plan(edits, existing())).toMatchObject({ steps: [], diffs: [], problems: [], impact: 0 });
});

describe("removal", () => {
  const keys = existing().map((state) => state.key);

  test("everything is removed before what it references", () => {
    const removed = plan(keys.map(remove), existing(), views("up", "up"));
    expect(removed.problems).toEqual([]);
    const place = new Map(removed.steps.map((step, index) => [step.key, index]));
    for (const state of existing()) {
      for (const { key } of knownReferences(state.kind, state.spec ?? {})) {
        expect(place.get(state.key), `${state.key} before ${key}`).toBeLessThan(place.get(key) ?? -1);
      }
    }
    expect(removed.impact).toBe(4);
  });

  test("connection, customer gateway, detach, gateway", () => {
    const some = [
      LEEDS,
      "vpn-connection-route/office",
      "customer-gateway/leeds",
      "vpn-gateway-attachment/core-main",
      "route-propagation/core",
      "vpn-gateway/core",
    ];
    const order = shape(plan(some.map(remove), existing()).steps);
    const documented = ["DeleteVpnConnection", "DeleteCustomerGateway", "DetachVpnGateway", "DeleteVpnGateway"];
    expect(order.filter((action) => documented.includes(action))).toEqual(documented);
  });

  test("what carried a connection goes after it and stops nothing any more", () => {
    const carrying = ["route-propagation/core", "vpn-gateway-attachment/core-main"];
    const { steps } = plan([LEEDS, ...carrying].map(remove), existing(), views("up", "up"));
    expect(steps.map(({ key, impact }) => [key, impact])).toEqual([
      [LEEDS, 4],
      ["route-propagation/core", 1],
      ["vpn-gateway-attachment/core-main", 1],
    ]);
    for (const { after } of steps.slice(1)) expect(after).toContain(`${LEEDS}#remove`);
    const alone = plan([remove("route-propagation/core")], existing(), views("up", "up"));
    expect(alone.steps.map(({ impact }) => impact)).toEqual([3]);
  });

  test("what is still used cannot be removed, and the user of it is named", () => {
    const { problems } = plan([remove("customer-gateway/leeds")], existing());
    expect(problems).toEqual([
      {
        key: "customer-gateway/leeds",
        severity: "error",
        phrase: phrase("plan.problem.removedInUse", { name: "leeds", by: "leeds", byKey: LEEDS }),
      },
    ]);
  });

  test("what is not in AWS needs no call", () => {
    const [state] = existing().filter(({ key }) => key === "customer-gateway/leeds");
    if (!state) throw new Error("The lab has a customer gateway");
    expect(plan([remove(state.key)], [{ ...state, observed: null }]).steps).toEqual([]);
  });
});

describe("change of both tunnels", () => {
  const options = fc.record(
    { replayWindowSize: fc.constantFrom(128, 256), phase1LifetimeSeconds: fc.constantFrom(3600, 7200) },
    { requiredKeys: [] },
  );
  const states = fc.constantFrom<TunnelState>("up", "up-no-routes", "down", "bgp-down", "unknown");

  test("between steps on two tunnels stands a wait for the first, whatever is changed in whatever state", () => {
    fc.assert(
      fc.property(options, options, fc.boolean(), states, states, (first, second, moves, a, b) => {
        const spec = applied([first, second], moves ? { localIpv4Cidr: "10.60.0.0/16" } : {});
        const { steps } = plan([put(LEEDS, spec)], existing(), views(a, b));
        const disturbed = new Set<string>();
        for (const step of steps) {
          if (step.type === "wait") disturbed.delete(step.until.outsideIpAddress);
          if (step.type !== "call") continue;
          const touched = step.tunnel ? [step.tunnel] : step.call.action === "ModifyVpnConnectionOptions" ? [A, B] : [];
          if (touched.length === 1) for (const other of disturbed) expect(touched).toContain(other);
          for (const address of touched) disturbed.add(address);
        }
        expect([...disturbed]).toEqual([]);
      }),
    );
  });

  test("the tunnel that is down goes first, and the device's part is confirmed where keys change", () => {
    const spec = applied([{ presharedKey: { $secret: "n1" } }, { presharedKey: { $secret: "n2" } }]);
    const { steps, impact } = plan([put(LEEDS, spec)], existing(), views("up", "down"));
    expect(shape(steps)).toEqual([
      "ModifyVpnTunnelOptions",
      `confirm ${B}`,
      `wait ${B}`,
      "ModifyVpnTunnelOptions",
      `confirm ${A}`,
      `wait ${A}`,
    ]);
    expect(steps.map((step) => step.impact)).toEqual([1, 0, 0, 3, 0, 0]);
    expect(impact).toBe(3);
  });

  test("one tunnel of a pair that is up has impact 2", () => {
    const { steps } = plan([put(LEEDS, applied([{ replayWindowSize: 128 }, {}]))], existing(), views("up", "up"));
    expect(shape(steps)).toEqual(["ModifyVpnTunnelOptions", `wait ${A}`]);
    expect(steps[0]?.impact).toBe(2);
  });

  test("a tunnel is waited for with what the connection had: accepted routes, and the tables that show them", () => {
    const edits = [put(LEEDS, applied([{ replayWindowSize: 128 }, {}]))];
    const wait = plan(edits, existing(), views("up", "up")).steps.find(({ type }) => type === "wait");
    expect(wait).toMatchObject({
      phrase: phrase("plan.wait.tunnelUpWithRoutes", { address: A }),
      until: { isAccepting: true, tables: ["route-table/private"] },
    });
  });

  test("a pair that no device was ever configured for is not waited for", () => {
    const spec = applied([{ replayWindowSize: 128 }, { replayWindowSize: 128 }]);
    const { steps, impact } = plan([put(LEEDS, spec)], existing(), views("never-up", "never-up"));
    expect(shape(steps)).toEqual(["ModifyVpnTunnelOptions", "ModifyVpnTunnelOptions"]);
    expect(impact).toBe(1);
  });
});

describe("replacement", () => {
  test("a connection is made anew with its static routes, which EC2 took along", () => {
    const { steps, problems, impact } = plan([put(LEEDS, applied([{}, {}], { routing: "bgp" }))], existing());
    expect(problems.filter((problem) => problem.severity === "error" && problem.key === LEEDS)).toEqual([]);
    expect(shape(steps)).toEqual(["DeleteVpnConnection", "CreateVpnConnection", "CreateVpnConnectionRoute"]);
    expect(impact).toBe(4);
  });

  const unwanted = (spec = applied()): Edit => ({
    ...{ operation: "put", kind: "vpn-connection", key: LEEDS },
    ...{ spec, replaces: { awsId: "vpn-connection-leeds", tags: [{ key: "cost-centre", value: "4711" }] } },
  });

  test("an object that is not wanted any more is made anew though nothing else changes, and what fell with it returns", () => {
    const { steps, impact } = plan([unwanted(), put("vpn-connection-route/office")], existing());
    expect(shape(steps)).toEqual(["DeleteVpnConnection", "CreateVpnConnection", "CreateVpnConnectionRoute"]);
    expect(impact).toBe(4);
  });

  test("what was replaced already is not replaced again", () => {
    const gone = existing().map((state) => ({ ...state, ...(state.key === LEEDS ? { observed: null } : {}) }));
    const { steps } = plan([unwanted()], gone);
    expect(shape(steps)).toEqual(["CreateVpnConnection"]);
    expect(JSON.stringify(steps)).toContain('{"Key":"cost-centre","Value":"4711"}');
    const another = existing().map((state) =>
      state.key === LEEDS ? { ...state, awsId: "vpn-new", observed: observedConnection("vpn-new") } : state,
    );
    expect(plan([unwanted()], another).steps).toEqual([]);
  });

  test("what is made anew bears the tags that it bore, but those that only AWS can give", () => {
    const tags = [
      { key: "aws:cloudformation:stack-name", value: "lab" },
      { key: "cost-centre", value: "4711" },
    ];
    const tagged = existing().map((state) =>
      state.key === LEEDS && state.observed ? { ...state, observed: { ...state.observed, tags } } : state,
    );
    const create = plan([unwanted()], tagged).steps.find(({ id }) => id === `${LEEDS}#create`);
    const text = JSON.stringify(create);
    expect(text).toContain('{"Key":"cost-centre","Value":"4711"}');
    expect(text).not.toContain("aws:cloudformation");
  });

  test("what others stand on is not made anew under them", () => {
    const spec = { ...lab["customer-gateway/leeds"], ipAddress: "3.37.222.143" };
    const { problems } = plan([put("customer-gateway/leeds", spec)], existing());
    expect(problems.map((problem) => problem.phrase.key)).toContain("plan.problem.replacedInUse");
  });
});

test("a plan relies on what it touches and on what that stands on", () => {
  expect(plan([put(LEEDS, applied([{ replayWindowSize: 128 }, {}]))], existing()).relies).toEqual([
    "customer-gateway/leeds",
    LEEDS,
    "vpn-gateway/core",
  ]);
});

test("a plan whose impact rests on another connection relies on that one too", () => {
  const [busan, awsId] = ["vpn-connection/busan", "vpn-connection-busan"];
  const other = { ...observedConnection(awsId), name: "busan" };
  const resources: ResourceState[] = [
    ...existing(),
    { kind: "vpn-connection", key: busan, name: "busan", awsId, spec: null, observed: other },
  ];
  const edits = [put(LEEDS, applied([{ replayWindowSize: 128 }, {}]))];
  const tunnelsOf = () => views("up", "down");
  const { impact, relies } = buildPlan({ edits, resources, region: "ap-northeast-2", tunnelsOf });
  expect(impact).toBe(2);
  expect(relies).toContain(busan);
});
