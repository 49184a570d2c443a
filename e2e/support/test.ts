import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { product } from "./product";

/** Playwright's test with the running product as its base address. */
export const test = base.extend({
  baseURL: async ({ browserName: _ }, use) => use(product().baseUrl),
});

export { expect };

/** What axe calls serious or critical on the page as it stands, by rule and place; [] is the claim. */
export async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
