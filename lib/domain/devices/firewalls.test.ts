import { expect, it } from "vitest";
import { buildDeviceModel } from "./build-device-model";
import { classicConnection } from "./classic-model.fixture";
import { checkpointGaia } from "./families/checkpoint-gaia";
import { fortios } from "./families/fortios";
import { panOs } from "./families/pan-os";
import type { DeviceModel } from "./tunnel-model";

function classicModel(routing: "static" | "bgp"): DeviceModel {
  const { model } = buildDeviceModel(classicConnection(routing), null);
  if (model === null) throw new Error("The classic connection makes a model");
  return model;
}

const options = { ikeVersion: "ikev2", includeKeys: false } as const;

it("no name of a FortiOS interface is longer than the 15 characters that it takes", () => {
  const { text } = fortios.file(classicModel("static"), options);
  const names = [...text.matchAll(/(?:edit|srcintf|device|phase1name) "([^"]+)"/g)].map(([, name = ""]) => name);
  expect(names).toContain("aws-9abcdef0-2");
  expect(names.filter((name) => name.length > 15)).toEqual([]);
});

it("no name on PAN-OS is longer than the 31 characters that it takes, with a hundred networks", () => {
  const vpcCidrs = Array.from({ length: 100 }, (_, index) => `10.50.${index}.0/24`);
  const { text } = panOs.file({ ...classicModel("static"), vpcCidrs }, options);
  const names = text.match(/(?<= )[a-z-]*vpn-[0-9a-z-]+/g) ?? [];
  expect(names).toContain("vpn-0123456789abcdef0-drop-100");
  expect(names.filter((name) => name.length > 31)).toEqual([]);
});

it("PAN-OS is told of ASNs of four bytes only when there are any", () => {
  const model = classicModel("bgp");
  const [first, second] = model.tunnels;
  const wide: DeviceModel = { ...model, tunnels: [first, { ...second, awsAsn: 4_200_000_000 }] };
  expect(panOs.file(model, options).text).not.toContain("as-format");
  expect(panOs.file(wide, options).text).toContain("as-format 4-byte");
});

it("Check Point has a community for each tunnel only when their algorithms differ", () => {
  const model = classicModel("bgp");
  const [first, second] = model.tunnels;
  const other = { ...second, phase1: { ...second.phase1, dhGroups: [14] } };
  const communities = (one: DeviceModel) => checkpointGaia.file(one, options).text.match(/New star community: \S+/g);
  expect(communities(model)).toEqual(["New star community: AWS_9abcdef0_Star"]);
  expect(communities({ ...model, tunnels: [first, other] })).toHaveLength(2);
});
