import { expect, it } from "vitest";
import { buildDeviceModel } from "../../../build-device-model";
import { classicConnection, classicXml } from "../../../classic-model.fixture";
import { parseCustomerGatewayXml } from "../../../customer-gateway-xml";
import type { DeviceModel, PhaseModel } from "../../../tunnel-model";
import { ciscoAsaPolicy } from "./policy";

const OPTIONS = { ikeVersion: "ikev1", includeKeys: true } as const;

function classicModel(second: Partial<PhaseModel> = {}): DeviceModel {
  const { model } = buildDeviceModel(
    classicConnection("static"),
    parseCustomerGatewayXml(classicXml("static")).configuration,
  );
  if (model === null) throw new Error("The classic connection makes a model");
  const [one, two] = model.tunnels;
  return { ...model, tunnels: [one, { ...two, phase2: { ...two.phase2, ...second } }] };
}

it("phase 2 is what both tunnels accept, with the shorter lifetime", () => {
  const model = classicModel({ encryption: ["AES128"], dhGroups: [5, 2], lifetimeSeconds: 1800 });
  const { text } = ciscoAsaPolicy.file(model, OPTIONS);
  expect(ciscoAsaPolicy.problems(model, OPTIONS)).toEqual([]);
  expect(text).toMatch(/transform-set \S+ esp-aes esp-sha-hmac$/m);
  expect(text).toContain("set pfs group5\n");
  expect(text).toContain("set security-association lifetime seconds 1800\n");
});

it("tunnels with nothing in common in phase 2 are a problem that names what would do", () => {
  const model = classicModel({ encryption: ["AES128"] });
  const [one, two] = model.tunnels;
  const apart: DeviceModel = {
    ...model,
    tunnels: [{ ...one, phase2: { ...one.phase2, encryption: ["AES256"] } }, two],
  };
  expect(ciscoAsaPolicy.problems(apart, OPTIONS)).toMatchObject([
    { severity: "error", phrase: { key: "devices.problem.onePhase2" }, suggestion: "AES256, SHA1, 14" },
  ]);
  expect(() => ciscoAsaPolicy.file(apart, OPTIONS)).toThrow();
});

it("two networks at AWS would be two pairs of security associations: a route-based device is suggested", () => {
  const model = { ...classicModel(), vpcCidrs: ["10.50.0.0/16", "10.51.0.0/16"] };
  expect(ciscoAsaPolicy.problems(model, OPTIONS)).toMatchObject([
    { severity: "error", phrase: { key: "devices.problem.onlyOneNetwork" }, suggestion: "cisco-asa-vti" },
  ]);
});

it("an unknown network leaves marked places and nothing that the firewall would take for one", () => {
  const { text } = ciscoAsaPolicy.file({ ...classicModel(), vpcCidrs: [] }, OPTIONS);
  const active = text.split("\n").filter((line) => !line.trimStart().startsWith("!"));
  expect(active.join("\n")).not.toMatch(/NETWORK|ADDRESS|access-list|sla monitor/);
  expect(text).toContain("! Add the network at AWS");
});
