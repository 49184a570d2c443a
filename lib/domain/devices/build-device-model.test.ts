import { expect, it } from "vitest";
import { buildDeviceModel, type ObservedConnection } from "./build-device-model";
import { classicConnection, classicXml } from "./classic-model.fixture";
import { parseCustomerGatewayXml } from "./customer-gateway-xml";
import { findDeviceFamily } from "./index";

const build = (observed: ObservedConnection, xml?: string) =>
  buildDeviceModel(observed, xml === undefined ? null : parseCustomerGatewayXml(xml).configuration);
const keysOf = (problems: { phrase: { key: string } }[]) => problems.map((problem) => problem.phrase.key);

it("each key goes to the tunnel with its outside address, whatever the order in the XML", () => {
  const { model } = build(classicConnection("bgp"), classicXml("bgp", ["keyOfEleven", "keyOfTwentyTwo"]));
  expect(model?.tunnels.map((tunnel) => [tunnel.outsideIpAddress, tunnel.presharedKey])).toEqual([
    ["198.51.100.11", "keyOfEleven"],
    ["198.51.100.22", "keyOfTwentyTwo"],
  ]);
});

it("the observed options are the truth for algorithms, not the XML's one proposal", () => {
  const observed = classicConnection("bgp");
  const strong = { ...observed.tunnels[0], outsideIpAddress: "198.51.100.11", phase1EncryptionAlgorithms: ["AES256"] };
  const { model } = build({ ...observed, tunnels: [strong, ...observed.tunnels.slice(1)] }, classicXml("bgp"));
  expect(model?.tunnels[0].phase1.encryption).toEqual(["AES256"]);
  expect(model?.tunnels[1].phase1.encryption).toEqual(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"]);
});

it("empty lists mean AWS's defaults", () => {
  const observed = classicConnection("static");
  const tunnels = observed.tunnels.map((tunnel) => ({ ...tunnel, ikeVersions: [], phase2DhGroupNumbers: [] }));
  const { model } = build({ ...observed, tunnels });
  expect(model?.tunnels[0].ikeVersions).toEqual(["ikev1", "ikev2"]);
  expect(model?.tunnels[0].phase2.dhGroups).toContain(5);
});

it("without the XML everything but the key is still known", () => {
  const { model, problems } = build(classicConnection("bgp"));
  expect(problems).toEqual([]);
  expect(model?.tunnels[0]).toMatchObject({
    presharedKey: null,
    awsInsideIp: "169.254.44.41",
    customerInsideIp: "169.254.44.42",
    customerAsn: 65000,
    awsAsn: 64512,
  });
});

it("without observed options the XML alone makes a model", () => {
  const { model } = build({ ...classicConnection("bgp"), tunnels: [] }, classicXml("bgp"));
  expect(model?.tunnels.map((tunnel) => tunnel.insideCidr)).toEqual(["169.254.44.40/30", "169.254.45.40/30"]);
});

it("tunnel 1 is the one with the lower outside address, as on every page", () => {
  const observed = classicConnection("static");
  const { model } = build({ ...observed, tunnels: [...observed.tunnels].reverse() });
  expect(model?.tunnels.map((tunnel) => tunnel.outsideIpAddress)).toEqual(["198.51.100.11", "198.51.100.22"]);
});

it("one tunnel gives no model", () => {
  const observed = classicConnection("static");
  const { model, problems } = build({ ...observed, tunnels: observed.tunnels.slice(0, 1) });
  expect(model).toBeNull();
  expect(keysOf(problems)).toEqual(["devices.problem.twoTunnels"]);
});

it.each([
  [
    "no inside addresses",
    { tunnels: [{ outsideIpAddress: "198.51.100.11" }, { outsideIpAddress: "198.51.100.22" }] },
    "noInsideAddresses",
  ],
  ["no customer address", { customerGateway: { asn: 65000 } }, "noCustomerAddress"],
  ["an address that is none", { customerGateway: { ipAddress: "1.2.3.4\n!", asn: 65000 } }, "noCustomerAddress"],
  ["no ASN with BGP", { customerGateway: { ipAddress: "3.37.222.142" } }, "noAsns"],
])("%s: a problem for each tunnel and no model", (_name, part, problem) => {
  const { model, problems } = build({ ...classicConnection("bgp"), ...part });
  expect(model).toBeNull();
  expect(keysOf(problems).filter((key) => key === `devices.problem.${problem}`)).toHaveLength(2);
});

it("a static connection needs no ASN, and its static prefixes are the site's networks when nothing else is known", () => {
  const { customerGateway, onPremCidrs: _, vpnGateway: __, ...rest } = classicConnection("static");
  const { model, problems } = build({ ...rest, customerGateway: { ipAddress: customerGateway.ipAddress } });
  expect(problems).toEqual([]);
  expect(model?.onPremCidrs).toEqual(["10.60.0.0/16"]);
});

it("blocks are written canonically and once", () => {
  const { model } = build({ ...classicConnection("static"), vpcCidrs: ["10.50.3.1/16", "10.50.0.0/16", "nonsense"] });
  expect(model?.vpcCidrs).toEqual(["10.50.0.0/16"]);
});

it("selectors are everybody's unless the connection narrows them", () => {
  const observed = classicConnection("static");
  expect(build(observed).model?.selectors).toEqual({ onPrem: "0.0.0.0/0", aws: "0.0.0.0/0" });
  const narrowed = build({ ...observed, localCidr: "10.60.0.0/16", remoteCidr: "10.50.0.0/16" });
  expect(narrowed.model?.selectors).toEqual({ onPrem: "10.60.0.0/16", aws: "10.50.0.0/16" });
});

it("a preferred tunnel is one of the two, or none", () => {
  const observed = classicConnection("bgp");
  expect(build({ ...observed, preferredTunnel: "198.51.100.22" }).model?.preferredTunnel).toBe("198.51.100.22");
  expect(build({ ...observed, preferredTunnel: "198.51.100.99" }).model?.preferredTunnel).toBeNull();
});

it("IPv6 inside brings both ends' addresses, and a family without it says so before the download", () => {
  const observed = classicConnection("bgp");
  const tunnels = observed.tunnels.map((tunnel) => ({ ...tunnel, insideIpv6Cidr: "fd12::4/126" }));
  const { model } = build({ ...observed, insideIpVersion: "ipv6", tunnels });
  expect(model?.tunnels[0].insideIpv6).toMatchObject({ awsInsideIp: "fd12::5", customerInsideIp: "fd12::6" });
  const problems =
    model && findDeviceFamily("juniper-screenos")?.problems(model, { ikeVersion: "ikev1", includeKeys: false });
  expect(problems).toContainEqual(expect.objectContaining({ severity: "error", suggestion: "ipv4" }));
});
