// biome-ignore-all lint/suspicious/noExplicitAny: The SDK's commands are looked up by name here; what they answer is judged by the kinds.
import * as Ec2 from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { startBench } from "@/sandbox/test-bench";
import { removeByGoal } from "../goals/removal";
import { connectSite } from "../goals/site-connection";
import { layOutVpc } from "../goals/vpc-layout";
import { buildPlan } from "../plan/build-plan";
import { isThere, type ResourceState } from "../plan/resource-state";
import type { CallStep, Edit } from "../plan/step";
import { viewNetwork } from "../plan/view-network";
import { type KindName, kindNames, kindOf } from ".";
import { AMAZON_LINUX_IMAGE } from "./instance";
import { nameInKey, newKey } from "./key";

const REGION = "ap-northeast-2";
const SECRETS: Record<string, string> = { first: "cloudneta", second: "cloudneta2" };
const bench = await startBench();

/** The environment as the console would know it, without a database. */
let states: ResourceState[] = [];

it("the classic lab is built as it was wanted, changed in place, and taken down in the documented order", async () => {
  const layout = layOutVpc(
    { layout: "public-private-vpn", name: "lab", cidr: "10.50.0.0/16", zone: "ap-northeast-2a" },
    isTaken,
  );
  const draft = viewNetwork(REGION, states, layout.edits);
  const site = connectSite(
    {
      name: "seoul",
      vpc: layout.vpc,
      customerGateway: { name: "idc", ipAddress: "3.37.222.142", bgpAsn: 65000 },
      vpnGateway: { key: layout.vpnGateway ?? "" },
      routing: { type: "static", prefixes: ["10.60.0.0/16"] },
      tunnels: [
        { presharedKey: { $secret: "first" }, insideCidr: "169.254.10.0/30", phase1EncryptionAlgorithms: ["AES256"] },
        { ikeVersions: ["ikev2"], startupAction: "start" },
      ],
      propagateInto: [layout.routeTables.private ?? "", layout.routeTables.public ?? ""],
      access: {
        securityGroup: { name: "on-premises", description: "On-premises access" },
        from: ["10.60.0.0/16"],
        allow: ["ssh", "rdp", "icmp"],
      },
      testInstance: { name: "test", subnet: layout.subnets.private ?? "", imageId: AMAZON_LINUX_IMAGE },
    },
    draft,
  );
  const edits = [...layout.edits, ...site.edits];
  const built = await apply(edits);
  expect(built).not.toContain("ModifyVpnTunnelOptions");

  // What EC2 shows is what was wanted: the same edits leave nothing to do.
  expect(planOf(edits)).toMatchObject({ steps: [], problems: [] });
  // The instance bears the image that the parameter stood for, and that is no difference.
  expect(find("instance/test").observed?.attributes).toMatchObject({ imageId: "ami-0a5a0dbe0c2d3e4f1" });
  expect(find("instance/test").spec).toMatchObject({ imageId: AMAZON_LINUX_IMAGE });
  const connection = find("vpn-connection/seoul");
  expect(JSON.stringify(states)).not.toContain("cloudneta");
  const addresses = (connection.spec as any).tunnels.map((tunnel: any) => tunnel.outsideIpAddress);
  expect(new Set(addresses).size).toBe(2);

  // Everything that can be changed in place is, and leaves nothing to do either.
  const spec = connection.spec as any;
  const changed = {
    ...spec,
    name: "seoul-2",
    localIpv4Cidr: "10.60.0.0/16",
    tunnels: [
      { ...spec.tunnels[0], presharedKey: { $secret: "second" }, replayWindowSize: 128 },
      { ...spec.tunnels[1], insideCidr: "169.254.40.0/30", phase2DhGroupNumbers: [19, 20] },
    ],
  };
  const vpc = find("vpc/lab").spec as any;
  const route = find("route/lab-public:0.0.0.0-0").spec as any;
  const association = find("subnet-association/lab-private:lab-private").spec as any;
  const rule = states.find(({ spec }) => spec?.fromPort === 22);
  const changes: Edit[] = [
    { operation: "put", kind: "vpn-connection", key: connection.key, spec: changed },
    { operation: "put", kind: "vpc", key: "vpc/lab", spec: { ...vpc, name: "lab-2", dnsHostnames: true } },
    { operation: "put", kind: "route", key: "route/lab-public:0.0.0.0-0", spec: { ...route, target: "instance/test" } },
    {
      operation: "put",
      kind: "subnet-association",
      key: "subnet-association/lab-private:lab-private",
      spec: { ...association, routeTable: "route-table/lab-public" },
    },
    {
      operation: "put",
      kind: "security-group-rule",
      key: rule?.key ?? "",
      spec: { ...rule?.spec, toPort: 23, description: "SSH" },
    },
  ];
  const changing = await apply(changes);
  expect([...new Set(changing)].sort()).toEqual([
    "CreateTags",
    "ModifySecurityGroupRules",
    "ModifyVpcAttribute",
    "ModifyVpnConnectionOptions",
    "ModifyVpnTunnelOptions",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
  ]);
  expect(planOf(changes)).toMatchObject({ steps: [], problems: [] });
  expect((find("vpn-connection/seoul").spec as any).tunnels.map((tunnel: any) => tunnel.outsideIpAddress)).toEqual(
    addresses,
  );

  const removal = removalOf("vpc", "vpc/lab");
  expect(removal.blockers).toEqual([]);
  const removed = await apply(removal.edits);
  const documented = ["DeleteVpnConnection", "DeleteCustomerGateway", "DetachVpnGateway", "DeleteVpnGateway"];
  expect(removed.filter((action) => documented.includes(action))).toEqual(documented);
  expect(removed).toContain("DeleteVpc");
  // EC2's own VPC parts go with it; nothing is left but what is remembered as gone.
  expect(states.filter(isThere)).toEqual([]);
});

function isTaken(key: string): boolean {
  return states.some((state) => state.key === key);
}

function find(key: string): ResourceState {
  const state = states.find((one) => one.key === key);
  if (!state) throw new Error(`There is no ${key}`);
  return state;
}

function planOf(edits: readonly Edit[]) {
  return buildPlan({ edits, resources: states, region: REGION, tunnelsOf: () => [] });
}

function removalOf(goal: "vpc", key: string) {
  const known = states.map((state) => ({ key: state.key, isManaged: state.spec !== null, observed: state.observed }));
  return removeByGoal(goal, key, { view: viewNetwork(REGION, states, []), states: known });
}

/** Carries out a plan one call after the other, and returns the actions it took. */
async function apply(edits: readonly Edit[]): Promise<string[]> {
  const plan = planOf(edits);
  expect(plan.problems.filter((problem) => problem.severity === "error")).toEqual([]);
  const actions: string[] = [];
  for (const step of plan.steps) {
    if (step.type !== "call") continue;
    const input = resolved(step.call.input, step.id) as Record<string, unknown>;
    const output = await send(step.call.action, input);
    actions.push(step.call.action);
    if (step.operation === "create") {
      const awsId = kindOf(step.kind).createdId(output, input);
      if (!awsId) throw new Error(`Nobody knows what ${step.call.action} made`);
      const edit = edits.find((one) => one.key === step.key);
      const spec = edit?.operation === "put" ? kindOf(step.kind).spec.parse(edit.spec) : null;
      states.push({ kind: step.kind, key: step.key, name: nameInKey(step.key), awsId, spec, observed: null });
    }
    await settle(step);
  }
  await observe();
  states = states.map((state) => {
    const edit = edits.find((one) => one.key === state.key);
    if (edit?.operation === "remove") return { ...state, spec: null };
    const kind = kindOf(state.kind);
    const spec = edit ? kind.spec.parse(edit.spec) : state.spec;
    return { ...state, spec: spec && state.observed ? kind.complete(spec, state.observed) : spec };
  });
  return actions;
}

async function settle(step: CallStep): Promise<void> {
  for (let second = 0; second < 120; second += 1) {
    await observe([step.kind]);
    const state = find(step.key);
    const kind = kindOf(state.kind);
    if (step.operation === "remove" && !isThere(state)) return;
    if (step.operation !== "remove" && state.observed) {
      const settled = kind.settled(state.observed);
      if (settled === "settled") return;
      expect(settled).toBe("settling");
    }
    await bench.control.advance({ advanceSeconds: 1 });
  }
  throw new Error(`${step.id} did not settle`);
}

/** Reads these kinds, or everything, with one call for each distinct list. */
async function observe(names: readonly KindName[] = kindNames): Promise<void> {
  const actions = new Map(names.map((name) => [kindOf(name).list.action, kindOf(name).list.input]));
  const outputs = new Map<string, any>();
  for (const [action, input] of actions) outputs.set(action, await send(action, input));
  const seen = names.flatMap((name) =>
    kindOf(name)
      .observe(outputs.get(kindOf(name).list.action))
      .map((observed) => ({ kind: name, observed })),
  );
  for (const { kind, observed } of seen) {
    if (states.some((state) => state.kind === kind && state.awsId === observed.awsId)) continue;
    const key = newKey(kind, observed.awsId, { has: isTaken });
    states.push({
      kind,
      key,
      name: observed.name ?? observed.awsId,
      awsId: observed.awsId,
      spec: null,
      observed: null,
    });
  }
  states = states.map((state) => {
    if (!names.includes(state.kind)) return state;
    const row = seen.find(({ kind, observed }) => kind === state.kind && observed.awsId === state.awsId);
    return { ...state, observed: row?.observed ?? null };
  });
}

function send(action: string, input: Record<string, unknown>): Promise<any> {
  const Command = (Ec2 as any)[`${action}Command`];
  return bench.ec2.send(new Command(input));
}

function resolved(value: unknown, stepId: string): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, stepId));
  if (typeof value !== "object" || value === null) return value;
  if ("$awsId" in value) return find(String(value.$awsId)).awsId;
  if ("$marker" in value) return stepId;
  if ("$secret" in value) return SECRETS[String(value.$secret)];
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, resolved(inner, stepId)]));
}
