import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { SandboxControl } from "../../sandbox/control-client";
import { findLeaks } from "./leaks";
import { type Product, withProduct } from "./product";

/**
 * Playwright's test with a product of the worker's own: its address, its session, and what steers its sandbox. Faults end
 * with the test. After a worker's last test the logs of its product are searched for what they must never hold.
 */
export const test = base.extend<{ sandbox: SandboxControl }, { running: Product }>({
  running: [
    async ({ browser }, use) =>
      withProduct(browser, async (running) => {
        await use(running);
        expect(await findLeaks(running), "secrets in the logs of the product").toEqual([]);
      }),
    { scope: "worker", auto: true, timeout: 300_000 },
  ],
  baseURL: async ({ running }, use) => use(running.baseUrl),
  storageState: async ({ running }, use) => use(running.session),
  sandbox: async ({ running }, use) => {
    const sandbox = new SandboxControl(running.controlUrl);
    await use(sandbox);
    await sandbox.clearFaults();
  },
});

export { expect };

/** What axe calls serious or critical on the page as it stands, by rule and place; [] is the claim. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // No page of ours has frames: what is seen need not be put together on a page of axe's own.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Claims that axe finds nothing serious on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // Next streams a page's title after the page: for a moment of a navigation or a refresh there is none.
  await expect(page).toHaveTitle(/./);
  expect(await seriousProblems(page), page.url()).toEqual([]);
}
