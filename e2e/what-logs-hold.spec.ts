import { findLeaks, readDemoKeys } from "./support/leaks";
import { expect, test } from "./support/test";

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
