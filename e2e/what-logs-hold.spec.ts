import { findLeaks, readDemoKeys } from "./support/leaks";
import { expect, test } from "./support/test";

const PAGES = [
  "/seoul-demo",
  "/seoul-demo/topology",
  "/seoul-demo/connections",
  "/seoul-demo/connections/osaka",
  "/seoul-demo/connections/osaka/configuration",
  "/seoul-demo/resources/vpn-connection/osaka",
  "/seoul-demo/changes",
  "/settings/environments/seoul-demo",
  "/settings/members",
  "/settings/audit",
  "/settings/security",
];

// A page as it comes carries in itself all that its components were given.
test("no page holds a pre-shared key or a password, nor does what it is drawn from", async ({ page, running }) => {
  const secrets = [...(await readDemoKeys()), running.password];
  for (const address of PAGES) {
    const answer = await page.request.get(address);
    expect(answer.status(), address).toBe(200);
    const text = await answer.text();
    expect(
      secrets.filter((secret) => text.includes(secret)),
      address,
    ).toEqual([]);
  }
});

test("a download with keys leaves no pre-shared key, answer of EC2, session or password in a log file", async ({
  page,
  running,
}) => {
  const answer = await page.request.get("/seoul-demo/connections/osaka/config/generic?keys=include");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const demoKeys = await readDemoKeys();
  expect(demoKeys.length).toBeGreaterThanOrEqual(12);
  const file = await answer.text();
  expect(demoKeys.filter((key) => file.includes(key))).toHaveLength(2);
  expect(await findLeaks(running)).toEqual([]);
});
