import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { SandboxControl } from "../../sandbox/control-client";
import { product } from "./product";

/** Playwright's test with the running product as its base address, and what steers its sandbox; faults end with the test. */
export const test = base.extend<{ sandbox: SandboxControl }>({
  baseURL: async ({ browserName: _ }, use) => use(product().baseUrl),
  sandbox: async ({ browserName: _ }, use) => {
    const sandbox = new SandboxControl(product().controlUrl);
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
  expect(await seriousProblems(page), page.url()).toEqual([]);
}
