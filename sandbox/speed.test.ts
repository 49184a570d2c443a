import { afterAll, expect, test } from "vitest";
import { SignedCaller } from "./signed-call";
import { startBench } from "./test-bench";

/*
 * Bounds are several times what a quiet machine takes, so that they fail for a mistake and not for company: the figures
 * themselves are in `npm run bench -- --only sandbox-speed`.
 */

const { url } = await startBench({ world: "scale:1000" });
const caller = new SignedCaller(url);
afterAll(() => caller.close());

test("a thousand connections are described whole, each with its configuration, well within a second", async () => {
  const times: number[] = [];
  for (let count = 0; count < 3; count++) {
    const started = performance.now();
    const { status, body } = await caller.call({ body: "Action=DescribeVpnConnections&Version=2016-11-15" });
    times.push(performance.now() - started);
    expect(status).toBe(200);
    expect(body.match(/<vpnConnectionId>/g)).toHaveLength(1000);
    expect(body.match(/&#60;\/vpn_connection&#62;/g)).toHaveLength(1000);
    expect(body.endsWith("</DescribeVpnConnectionsResponse>")).toBe(true);
  }
  expect(Math.min(...times)).toBeLessThan(900);
});

test("two hundred signed calls take well under five seconds", async () => {
  const started = performance.now();
  for (let count = 0; count < 200; count++) {
    const create = `CreateCustomerGateway&Type=ipsec.1&IpAddress=3.39.0.${count}&BgpAsn=65010`;
    const action = count % 2 ? "DescribeVpcs&MaxResults=5" : create;
    expect((await caller.call({ body: `Action=${action}&Version=2016-11-15` })).status).toBe(200);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
