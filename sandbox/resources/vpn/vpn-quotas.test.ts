import { expect, test } from "vitest";
import { expectRefusal, startBench } from "../../test-bench";
import { vpnBench } from "./vpn-bench";

const { ec2, control } = await startBench({ quotas: new Map() });
const { newConnection, newCustomerGateway, newVpnGateway } = vpnBench(ec2, control);

test("a Region holds five VPN gateways, one of them ten connections, and ten connections are without a gateway", async () => {
  const [VpnGatewayId] = [await newVpnGateway(), ...(await Promise.all([1, 2, 3, 4].map(() => newVpnGateway())))];
  await expectRefusal(newVpnGateway(), "VpnGatewayLimitExceeded");
  for (let count = 0; count < 10; count++) await newConnection({ VpnGatewayId });
  await expectRefusal(newConnection({ VpnGatewayId }), "VpnConnectionLimitExceeded");
  for (let count = 0; count < 10; count++) await newConnection({});
  await expectRefusal(newConnection({}), "VpnConnectionLimitExceeded");
});

test("a Region holds fifty customer gateways, and the same one again needs no room", async () => {
  const refused: unknown[] = [];
  for (let count = 0; count < 60; count++)
    await newCustomerGateway({ BgpAsn: 64_700 + count }).catch((error: unknown) => refused.push(error));
  expect(new Set(refused.map((error) => (error instanceof Error ? error.name : error)))).toEqual(
    new Set(["CustomerGatewayLimitExceeded"]),
  );
  const request = { IpAddress: "198.51.100.1", BgpAsn: 65_010 };
  expect(await newCustomerGateway(request)).toBe(await newCustomerGateway(request));
});
