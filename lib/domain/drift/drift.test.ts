import { describe, expect, test } from "vitest";
import { buildPlan } from "../plan/build-plan";
import { canonicalJson } from "../plan/canonical";
import { namesOf, type ResourceState } from "../plan/resource-state";
import type { Edit } from "../plan/step";
import { viewNetwork } from "../plan/view-network";
import { adopt, revert } from "./adopt";
import { type Drift, findDrift } from "./find-drift";
import { findUnmanaged, foundationsOf } from "./foundations";
import { decideDrift, differenceOf, GONE, pathText } from "./ignore-drift";
import { type Noted, sinceWhen } from "./since-when";
import { specDifferences } from "./spec-differences";
import { account, LEEDS, shownLeeds, wantedLeeds } from "./testing";
import { tracesOf } from "./traces-of";

const shortened = () => account({ [LEEDS]: wantedLeeds }, shownLeeds([{ Phase1LifetimeSeconds: 3600 }, {}], "lds"));
const drift = (resources: ResourceState[]) => findDrift(resources, { busy: new Set() });

function only(resources: ResourceState[]): Drift {
  const [first, ...more] = drift(resources);
  if (!first || more.length > 0) throw new Error(`${more.length + 1} resources drifted`);
  return first;
}

function planned(edits: Edit[], resources: ResourceState[]) {
  return buildPlan({ edits, resources, region: "eu-west-1", tunnelsOf: () => [] });
}

/** With the edit brought in, as a run does. */
function after(edit: Edit | null, resources: ResourceState[]): ResourceState[] {
  if (!edit) throw new Error("Nothing to bring in");
  return resources.map((state) =>
    state.key === edit.key ? { ...state, spec: edit.operation === "put" ? edit.spec : null } : state,
  );
}

describe("what is drift", () => {
  test("is told per field, with what AWS has and what was wanted", () => {
    const { what, fields } = only(shortened());
    expect(what).toBe("differs");
    expect(fields.map(({ path, before, after }) => [pathText(path), before, after])).toEqual([
      ["name", "lds", "leeds"],
      ["tunnels.0.phase1LifetimeSeconds", 3600, 28_800],
    ]);
  });

  test("is not what nobody wanted, what AWS fills in, what a key is, or what a run is working on", () => {
    expect(drift(account())).toEqual([]);
    expect(drift(account({ [LEEDS]: wantedLeeds }))).toEqual([]);
    expect(findDrift(shortened(), { busy: new Set([LEEDS]) })).toEqual([]);
  });

  test("is also what EC2 does not list any more", () => {
    const resources = account({ [LEEDS]: wantedLeeds }).map((state) => ({ ...state, observed: null }));
    expect(drift(resources).map(({ state, what }) => [state.key, what])).toEqual([[LEEDS, "gone"]]);
  });

  test("is looked for under the calls that make it", () => {
    const resources = shortened();
    const { state, fields } = only(resources);
    expect(tracesOf(state, fields).sort()).toEqual(["CreateTags", "ModifyVpnTunnelOptions"]);
  });
});

describe("adopting and reverting", () => {
  test("an adopted difference is gone without a call, and its keys stay what they were", () => {
    const resources = shortened();
    const { edit } = adopt(only(resources).state, namesOf(resources));
    expect(edit).toMatchObject({ spec: { name: "lds", tunnels: [{ presharedKey: { $secret: "s0" } }, {}] } });
    expect(planned(edit ? [edit] : [], resources)).toMatchObject({ steps: [], problems: [], impact: 0 });
    expect(drift(after(edit, resources))).toEqual([]);
  });

  test("a reverted one is a plan of exactly the fields that differ", () => {
    const resources = shortened();
    const { steps } = planned([revert(only(resources).state)], resources);
    expect(steps.flatMap((step) => (step.type === "call" ? [step.call] : []))).toEqual([
      { action: "CreateTags", input: { Resources: ["vpn-leeds"], Tags: [{ Key: "Name", Value: "leeds" }] } },
      {
        action: "ModifyVpnTunnelOptions",
        input: expect.objectContaining({ TunnelOptions: { Phase1LifetimeSeconds: 28_800 } }),
      },
    ]);
  });

  test("what is gone is wanted no more, or made anew without the addresses and keys of the one that was", () => {
    const resources = account({ [LEEDS]: wantedLeeds }).map((state) =>
      state.key === LEEDS ? { ...state, observed: null } : state,
    );
    const { state } = only(resources);
    expect(adopt(state, namesOf(resources)).edit).toEqual({ operation: "remove", kind: "vpn-connection", key: LEEDS });
    const text = JSON.stringify(revert(state));
    expect(text).not.toContain("$secret");
    expect(text).not.toContain("outsideIpAddress");
    expect(planned([revert(state)], resources).steps.map(({ id }) => id)).toEqual([`${LEEDS}#create`]);
  });

  test("what cannot be wanted here as AWS has it says which field", () => {
    const atTransitGateway = shownLeeds();
    atTransitGateway.attributes.vpnGatewayId = undefined;
    const resources = account({}, atTransitGateway);
    const state = resources.find(({ key }) => key === LEEDS);
    expect(state && adopt(state, namesOf(resources))).toMatchObject({ edit: null, problem: { field: "vpnGateway" } });
  });
});

describe("ignoring", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const fingerprint = (value: unknown) => canonicalJson(value);
  const decide = (resources: ResourceState[], until: string, about: unknown, path: string) =>
    decideDrift(drift(resources), {
      ignored: [{ key: LEEDS, path, fingerprint: fingerprint(about), until: new Date(until) }],
      now,
      fingerprint,
    });
  const path = "tunnels.0.phase1LifetimeSeconds";
  const about = differenceOf({ before: 3600, after: 28_800 });
  const toldFields = ({ told }: { told: Drift[] }) =>
    told.flatMap(({ fields }) => fields.map((one) => pathText(one.path)));

  test("a field is silent until its date, and the others are told", () => {
    expect(toldFields(decide(shortened(), "2026-11-22T00:00:00Z", about, path))).toEqual(["name"]);
    expect(toldFields(decide(shortened(), "2026-11-21T12:00:00Z", about, path))).toEqual(["name", path]);
  });

  test("another value of the same field is told", () => {
    const resources = account({ [LEEDS]: wantedLeeds }, shownLeeds([{ Phase1LifetimeSeconds: 7200 }, {}]));
    expect(toldFields(decide(resources, "2026-11-22T00:00:00Z", about, path))).toEqual([path]);
  });

  test("what is gone is silent as a whole", () => {
    const resources = account({ [LEEDS]: wantedLeeds }).map((state) => ({ ...state, observed: null }));
    expect(decide(resources, "2026-11-22T00:00:00Z", GONE, "")).toMatchObject({ told: [], silent: [{ what: "gone" }] });
  });
});

describe("since when", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
  const seen = (hour: number, seconds: number): Noted => ({
    at: at(hour),
    what: "seen",
    spec: { tunnels: [{ phase1LifetimeSeconds: seconds }] },
  });
  const field = { path: ["tunnels", 0, "phase1LifetimeSeconds"], before: 3600 };

  test("a difference began when EC2 first showed this value, whatever else changed since", () => {
    expect(sinceWhen(field, [seen(9, 3600), seen(8, 3600), seen(7, 900), seen(6, 3600)])).toEqual(at(8));
  });

  test("it is not older than the wish it differs from", () => {
    expect(sinceWhen(field, [seen(9, 3600), { at: at(8), what: "wanted", spec: {} }, seen(7, 3600)])).toEqual(at(9));
    expect(sinceWhen(field, [])).toBeNull();
  });
});

describe("what adopting brings along", () => {
  const unmanaged = (resources: ResourceState[]) => findUnmanaged(resources, viewNetwork("eu-west-1", resources, []));

  test("a connection brings its gateways, the attachment, the VPC and its routes, what is referenced first", () => {
    expect(foundationsOf(unmanaged(account()))([LEEDS])).toEqual([
      "customer-gateway/leeds",
      "vpn-gateway/core",
      "vpc/main",
      "vpn-gateway-attachment/core-main",
      LEEDS,
      "vpn-connection-route/office",
    ]);
  });

  test("nothing that is managed already, and nothing that was not asked for", () => {
    const resources = account({ "vpn-gateway/core": { name: "core", amazonSideAsn: 64512 }, [LEEDS]: wantedLeeds });
    expect(foundationsOf(unmanaged(resources))(["vpn-connection-route/office"])).toEqual([
      "vpn-connection-route/office",
    ]);
    expect(foundationsOf(unmanaged(account()))(["customer-gateway/york"])).toEqual(["customer-gateway/york"]);
  });

  test("a whole account is adopted without a call, and nothing of it has drifted then", () => {
    const resources = account();
    const names = namesOf(resources);
    const keys = unmanaged(resources).map(({ key }) => key);
    const edits = resources.flatMap((state) => (keys.includes(state.key) ? (adopt(state, names).edit ?? []) : []));
    expect(edits).toHaveLength(resources.length);
    expect(planned(edits, resources)).toMatchObject({ steps: [], problems: [] });
    expect(drift(edits.reduce<ResourceState[]>((states, edit) => after(edit, states), resources))).toEqual([]);
  });
});

test("two specs differ by field, and another key by its fingerprint alone", () => {
  const before = { name: "leeds", tunnels: [{ presharedKey: { $fingerprint: "a" }, replayWindowSize: 1024 }] };
  const after = { name: "leeds", tunnels: [{ presharedKey: { $fingerprint: "b" }, startupAction: "start" }] };
  expect(specDifferences(before, after)).toEqual([
    { path: ["tunnels", 0, "presharedKey"], before: { $fingerprint: "a" }, after: { $fingerprint: "b" } },
    { path: ["tunnels", 0, "startupAction"], before: undefined, after: "start" },
    { path: ["tunnels", 0, "replayWindowSize"], before: 1024, after: undefined },
  ]);
});
