import type { Page } from "@playwright/test";
import { type Bench, ENVIRONMENT } from "./figure";

/**
 * Begins a change and a set-up guide in the browser and returns where they are: the demo begins without any, and their pages
 * must be weighed too.
 */
export async function beginWork(bench: Bench): Promise<string[]> {
  const context = await bench.browser.newContext({ storageState: bench.session, locale: "en-GB" });
  const page = await context.newPage();
  const begin = async (address: string, act: (page: Page) => Promise<void>, isThere: RegExp) => {
    await page.goto(`${bench.product().baseUrl}/${ENVIRONMENT}${address}`);
    await act(page);
    await page.waitForURL(isThere);
    return new URL(page.url()).pathname;
  };
  const guide = await begin("/setup", startGuide, /\/setup\/./);
  const addresses = [
    await begin("/resources/new/vpc", saveVpc, /\/changes\/\d+$/),
    guide,
    // Leads on to the stage that is next.
    guide.replace(/\/[^/]+$/, ""),
    // Without an end that was chosen on the map it only leads to the guides.
    `/${ENVIRONMENT}/setup/new?customerGateway=customer-gateway/osaka`,
  ];
  await context.close();
  return addresses;
}

async function saveVpc(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill("bench");
  await page.getByLabel("IPv4 block", { exact: true }).fill("10.99.0.0/16");
  await page.getByRole("button", { name: "Save as a new change" }).click();
}

async function startGuide(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Set up a site", exact: true }).click();
}
