import { describe, expect, it } from "vitest";
import { buildDeviceModel } from "../../build-device-model";
import { classicConnection, classicXml } from "../../classic-model.fixture";
import { parseCustomerGatewayXml } from "../../customer-gateway-xml";
import type { DeviceModel } from "../../tunnel-model";
import { openswan } from "./openswan";

const options = { ikeVersion: "ikev1", includeKeys: true } as const;

function withNetworks(vpcCidrs: string[], onPremCidrs = ["10.60.0.0/16"]): DeviceModel {
  const { model } = buildDeviceModel(
    { ...classicConnection("static"), vpcCidrs, onPremCidrs },
    parseCustomerGatewayXml(classicXml("static")).configuration,
  );
  if (model === null) throw new Error("The classic connection makes a model");
  return model;
}

describe("Openswan's one pair of networks", () => {
  it("is the smallest network that holds all of the VPC's", () => {
    const { text } = openswan.file(withNetworks(["10.50.0.0/16", "10.51.0.0/16"]), options);
    expect(text.match(/rightsubnet=.*/g)).toEqual(["rightsubnet=10.50.0.0/15", "rightsubnet=10.50.0.0/15"]);
  });

  it("holds all addresses of a site with several networks", () => {
    const { text } = openswan.file(withNetworks(["10.50.0.0/16"], ["10.60.0.0/16", "172.16.0.0/16"]), options);
    expect(text.match(/leftsubnet=.*/g)).toEqual(["leftsubnet=0.0.0.0/0", "leftsubnet=0.0.0.0/0"]);
  });

  it.each([
    { why: "swallows the site", vpcCidrs: ["10.50.0.0/16", "10.70.0.0/16"] },
    { why: "is most of the Internet", vpcCidrs: ["10.50.0.0/16", "192.168.0.0/16"] },
  ])("is refused before the file when it $why", ({ vpcCidrs }) => {
    const model = withNetworks(vpcCidrs);
    expect(openswan.problems(model, options)).toMatchObject([
      { severity: "error", phrase: { key: "devices.problem.oneNetwork" }, suggestion: "libreswan" },
    ]);
    expect(() => openswan.file(model, options)).toThrow();
  });
});

it("Openswan starts one tunnel and keeps the other waiting", () => {
  const { text } = openswan.file(withNetworks(["10.50.0.0/16"]), options);
  expect(text.match(/^ {2}auto=.*/gm)).toEqual(["  auto=start", "  auto=add"]);
});
