import { describe, expect, it } from "vitest";
import { buildDeviceModel, type ObservedConnection } from "../devices/build-device-model";
import { classicConnection, classicXml } from "../devices/classic-model.fixture";
import { parseCustomerGatewayXml } from "../devices/customer-gateway-xml";
import type { DeviceModel } from "../devices/tunnel-model";
import { compareTexts } from "./compare-texts";
import { type Handover, type PresentConnection, viewOfHandover, whyOutdated } from "./handover-view";
import { presentModel } from "./present-model";
import { parseStoredModel, withoutKeys } from "./stored-model";

const FIRST = "198.51.100.11";
const SECOND = "198.51.100.22";

function modelOf(observed: ObservedConnection, xml = classicXml(observed.routing)): DeviceModel {
  const { model } = buildDeviceModel(observed, parseCustomerGatewayXml(xml).configuration);
  if (!model) throw new Error("No model of the classic connection");
  return model;
}

function handoverOf(observed: ObservedConnection, facts: Partial<Handover> = {}): Handover {
  return {
    ...{ id: "1", number: 1, connection: { key: "vpn-connection/classic-lab", name: "classic-lab" } },
    ...{ madeAt: new Date(0), madeByName: "Ada", recipient: "", acknowledgement: null },
    ...{ family: "strongswan", ikeVersion: "ikev2", platform: "", softwareVersion: "", preferredTunnel: null },
    file: { filename: "a.txt", text: "one\ntwo\nthree\n" },
    model: withoutKeys(modelOf(observed)),
    keyFingerprints: { [FIRST]: "aaaa", [SECOND]: "bbbb" },
    ...facts,
  };
}

/** The connection as EC2's lists show it now, which hold no XML. */
function presentOf(handover: Handover, observed: ObservedConnection): PresentConnection {
  return { isGone: false, model: presentModel(observed, handover.model), keyFingerprints: {}, newest: handover.number };
}

describe.each(["static", "bgp"] as const)("a hand-over of a %s connection", (routing) => {
  const observed = classicConnection(routing);
  const handover = handoverOf(observed);

  it("is not outdated by what only EC2's XML says", () => {
    expect(whyOutdated(handover, presentOf(handover, observed))).toBeNull();
    const withoutAsn = { ...observed, vpnGateway: undefined };
    expect(whyOutdated(handover, presentOf(handover, withoutAsn))).toBeNull();
  });

  it.each([
    ["phase2LifetimeSeconds", 1800, { name: "phase2Lifetime", end: "both", before: "3600 s", after: "1800 s" }],
    ["startupAction", "start", { name: "startup", end: "aws", before: "add", after: "start" }],
    [
      "insideCidr",
      "169.254.46.40/30",
      { name: "inside", end: "aws", before: "169.254.44.41/30", after: "169.254.46.41/30" },
    ],
  ])("is outdated by another %s of one tunnel, which it names", (field, value, change) => {
    const [first, ...rest] = observed.tunnels;
    const other = { ...observed, tunnels: [{ ...first, outsideIpAddress: FIRST, [field]: value }, ...rest] };
    const outdated = whyOutdated(handover, presentOf(handover, other));
    expect(outdated?.parameters).toContainEqual({ ...change, tunnels: [FIRST] });
    expect(outdated?.parameters.flatMap(({ tunnels }) => tunnels)).not.toContain(SECOND);
  });

  it("is outdated by a key only where both fingerprints are known and differ", () => {
    const present = presentOf(handover, observed);
    expect(whyOutdated(handover, { ...present, keyFingerprints: { [FIRST]: "aaaa" } })).toBeNull();
    expect(whyOutdated(handover, { ...present, keyFingerprints: { [FIRST]: "cccc" } })?.keys).toEqual([FIRST]);
  });

  it("is outdated by a newer one, and when the connection is gone", () => {
    const present = presentOf(handover, observed);
    expect(whyOutdated(handover, { ...present, newest: 2 })).toMatchObject({ replacedBy: 2, parameters: [] });
    expect(whyOutdated(handover, { ...present, model: null, isGone: true })).toMatchObject({ missing: "gone" });
  });

  it("is not to be used while EC2 does not show all that it was made of", () => {
    const present = presentOf(handover, observed);
    expect(whyOutdated(handover, { ...present, model: null })).toMatchObject({ missing: "incomplete", parameters: [] });
  });
});

it("a name or a label that differs outdates nothing: no device reads it", () => {
  const observed = classicConnection("bgp");
  const handover = handoverOf(observed);
  const renamed = { ...observed, name: "other", customerGateway: { ...observed.customerGateway, deviceName: "other" } };
  expect(whyOutdated(handover, presentOf(handover, renamed))).toBeNull();
});

it("a connection that was made anew differs in its addresses, tunnel by tunnel, and not in everything", () => {
  const observed = classicConnection("static");
  const handover = handoverOf(observed);
  const anew = {
    ...observed,
    tunnels: observed.tunnels.map((tunnel, index) => ({ ...tunnel, outsideIpAddress: `192.0.2.${index + 1}` })),
  };
  const parameters = whyOutdated(handover, presentOf(handover, anew))?.parameters ?? [];
  expect(parameters.map(({ name, tunnels, before }) => [name, tunnels, before])).toEqual([
    ["preferred", [], `${FIRST}, ${SECOND}`],
    ["outside", ["192.0.2.1"], FIRST],
    ["outside", ["192.0.2.2"], SECOND],
  ]);
});

it("what both tunnels change alike is said once", () => {
  const observed = classicConnection("bgp");
  const before = handoverOf(observed, { ikeVersion: "ikev1" });
  const after = handoverOf(observed, { number: 2 });
  const { since } = viewOfHandover(after, { previous: before, present: presentOf(after, observed) });
  expect(since?.parameters).toContainEqual({
    ...{ tunnels: [FIRST, SECOND], name: "ikeVersion", end: "device", before: "ikev1", after: "ikev2" },
  });
});

it("a hand-over's model leaves no room for a key", () => {
  const complete = modelOf(classicConnection("bgp"));
  expect(JSON.stringify(complete)).toContain('"presharedKey":"');
  const stored = JSON.parse(JSON.stringify(withoutKeys(complete)));
  expect(JSON.stringify(stored)).not.toContain('"presharedKey":"');
  expect(parseStoredModel(stored)).toEqual(withoutKeys(complete));
  expect(() => parseStoredModel(JSON.parse(JSON.stringify(complete)))).toThrow();
});

it("a family that is no longer rendered still shows what was handed over", () => {
  const observed = classicConnection("bgp");
  const handover = handoverOf(observed, { family: "toaster" });
  const view = viewOfHandover(handover, { previous: null, present: presentOf(handover, observed) });
  expect(view).toMatchObject({ family: { id: "toaster", label: null }, checks: [], outdated: null });
});

describe("what AWS expects", () => {
  const expectations = (observed: ObservedConnection, facts: Partial<Handover> = {}) => {
    const handover = handoverOf(observed, facts);
    return viewOfHandover(handover, { previous: null, present: presentOf(handover, observed) }).expectations.map(
      ({ key, values }) => [key.replace("handover.expects.", ""), values] as const,
    );
  };

  it("says who starts IKE for each tunnel, once where it is the same", () => {
    const observed = classicConnection("static");
    const alike = expectations(observed).filter(([key]) => /initiates/i.test(key));
    expect(alike).toMatchObject([["deviceInitiates", { count: 2 }]]);
    const [first, second] = observed.tunnels;
    const tunnels = [first, { ...second, outsideIpAddress: SECOND, startupAction: "start" }].flatMap(
      (one) => one ?? [],
    );
    const each = (facts?: Partial<Handover>) =>
      expectations({ ...observed, tunnels }, facts).filter(([key]) => /initiates/i.test(key));
    expect(each()).toMatchObject([
      ["deviceInitiates", { count: 1, address: FIRST }],
      ["awsInitiates", { count: 1, address: SECOND }],
    ]);
    expect(each({ ikeVersion: "ikev1" })[1]?.[0]).toBe("awsInitiatesIkev2Only");
  });

  it("tells of asymmetric routing unless one tunnel is preferred", () => {
    const observed = classicConnection("bgp");
    expect(expectations(observed).at(-1)?.[0]).toBe("asymmetric");
    const model = withoutKeys(modelOf({ ...observed, preferredTunnel: SECOND }));
    expect(expectations(observed, { model, preferredTunnel: SECOND }).at(-1)).toEqual([
      "preferred.bgp",
      { address: SECOND },
    ]);
  });
});

it("a difference counts lines and keeps three around each, as a unified one does", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const before = lines.join("\n");
  const after = lines.with(9, "another").concat("one more").join("\n");
  const { added, removed, hunks } = compareTexts(before, after);
  expect([added, removed]).toEqual([3, 2]);
  expect(hunks.map(({ beforeStart, lines: shown }) => [beforeStart, shown.length])).toEqual([
    [7, 8],
    [17, 6],
  ]);
  expect(compareTexts(before, before)).toEqual({ added: 0, removed: 0, hunks: [] });
});
