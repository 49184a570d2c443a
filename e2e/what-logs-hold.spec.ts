import fs from "node:fs";
import path from "node:path";
import { describeWithAwsCli } from "./support/aws-cli";
import { LAB } from "./support/lab";
import { STORAGE_STATE } from "./support/paths";
import { product } from "./support/product";
import { expect, test } from "./support/test";

// Files run in alphabetical order, so this one reads what all other journeys left.

test("no log file holds a pre-shared key, an answer of EC2, a session or a password", async ({ page }) => {
  // One download with keys, so that there is something to be found even when this journey runs alone.
  const answer = await page.request.get("/seoul-demo/connections/osaka/config/generic?keys=include");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const connections = await describeWithAwsCli("ap-northeast-2", "describe-vpn-connections");
  const keys = JSON.stringify(connections).matchAll(/<pre_shared_key>(.*?)<\/pre_shared_key>/g);
  const demoKeys = Array.from(keys, ([, key]) => key ?? "");
  expect(demoKeys.length).toBeGreaterThanOrEqual(12);
  const file = await answer.text();
  expect(demoKeys.filter((key) => file.includes(key))).toHaveLength(2);

  const { cookies } = JSON.parse(fs.readFileSync(STORAGE_STATE, "utf8"));
  const session = cookies.find(({ name }: { name: string }) => name.endsWith("session_token"))?.value;
  expect(session).toBeTruthy();
  const secrets: string[] = [
    ...demoKeys,
    LAB.key,
    session,
    decodeURIComponent(session).split(".")[0],
    product().password,
  ];
  const traces = ["<pre_shared_key>", "<vpn_connection", "vpnConnectionSet", "CustomerGatewayConfiguration"];

  const folder = path.join(product().dataFolder, "logs");
  const files = fs.readdirSync(folder);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const name of files) {
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    const found = [...secrets, ...traces].filter((secret) => text.includes(secret)).map((secret) => secret.slice(0, 3));
    expect(found, name).toEqual([]);
  }
});
