import fc from "fast-check";
import { expect, it } from "vitest";
import { classicXml } from "./classic-model.fixture";
import { parseCustomerGatewayXml } from "./customer-gateway-xml";

const keysOf = (problems: { phrase: { key: string } }[]) => problems.map((problem) => problem.phrase.key);

it("reads ids, addresses, BGP and key of each tunnel", () => {
  const { configuration, problems } = parseCustomerGatewayXml(classicXml("bgp", ["key-one.1", "key_two_2"]));
  expect(problems).toEqual([]);
  expect(configuration).toMatchObject({
    connectionId: "vpn-0123456789abcdef0",
    customerGatewayId: "cgw-0123456789abcdef0",
    vpnGatewayId: "vgw-0123456789abcdef0",
    routing: "bgp",
  });
  expect(configuration?.tunnels.find((tunnel) => tunnel.outsideIpAddress === "198.51.100.11")).toEqual({
    outsideIpAddress: "198.51.100.11",
    customerOutsideIp: "3.37.222.142",
    awsInsideIp: "169.254.44.41",
    customerInsideIp: "169.254.44.42",
    awsAsn: 64512,
    customerAsn: 65000,
    bgpHoldSeconds: 30,
    presharedKey: "key-one.1",
    tcpMssBytes: 1379,
  });
});

it("a static connection has no BGP values", () => {
  const { configuration } = parseCustomerGatewayXml(classicXml("static"));
  expect(configuration?.routing).toBe("static");
  expect(configuration?.tunnels.map((tunnel) => tunnel.awsAsn)).toEqual([null, null]);
});

it.each(["12345678", "1e100000", "90071992547409931234", "0x12345678", "true1234", "1.0000000"])(
  "the key %s stays the text it is",
  (key) => {
    const { configuration } = parseCustomerGatewayXml(classicXml("static", [key, key]));
    expect(configuration?.tunnels[0]?.presharedKey).toBe(key);
  },
);

it("one tunnel alone is read and the missing one reported", () => {
  const xml = classicXml("bgp").replace(/<ipsec_tunnel>[\s\S]*?<\/ipsec_tunnel>/, "");
  const { configuration, problems } = parseCustomerGatewayXml(xml);
  expect(configuration?.tunnels.map((tunnel) => tunnel.outsideIpAddress)).toEqual(["198.51.100.11"]);
  expect(keysOf(problems)).toEqual(["devices.problem.xmlTunnelMissing"]);
});

it("a tunnel without a key is kept and reported by its address", () => {
  const xml = classicXml("bgp").replace(/<pre_shared_key>.*?<\/pre_shared_key>/, "<pre_shared_key/>");
  const { configuration, problems } = parseCustomerGatewayXml(xml);
  expect(configuration?.tunnels).toHaveLength(2);
  expect(problems[0]?.phrase).toEqual({ key: "devices.problem.xmlWithoutKey", values: { address: "198.51.100.22" } });
});

it("a tunnel without an outside address is left out, not guessed by its place", () => {
  const xml = classicXml("bgp").replace("<ip_address>198.51.100.22</ip_address>", "<ip_address>gone</ip_address>");
  const { configuration, problems } = parseCustomerGatewayXml(xml);
  expect(configuration?.tunnels).toHaveLength(1);
  expect(keysOf(problems)).toContain("devices.problem.xmlTunnelWithoutAddress");
});

it.each(["", "not xml", "<html><body>502</body></html>", "<vpn_connection", "<vpn_connection/>"])(
  "%j is a problem, not a crash",
  (xml) => {
    const { configuration, problems } = parseCustomerGatewayXml(xml);
    expect(configuration).toBeNull();
    expect(keysOf(problems)).toEqual(["devices.problem.xmlUnreadable"]);
  },
);

it("a document cut anywhere never throws and never tells a key in a problem", () => {
  const xml = classicXml("bgp", ["SECRETkey1", "SECRETkey2"]);
  fc.assert(
    fc.property(fc.nat(xml.length), fc.nat(200), (from, length) => {
      const { problems } = parseCustomerGatewayXml(xml.slice(0, from) + xml.slice(from + length));
      expect(JSON.stringify(problems)).not.toContain("SECRETkey");
    }),
  );
});
