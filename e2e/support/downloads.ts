import fs from "node:fs/promises";
import type { Page } from "@playwright/test";

interface Wanted {
  /** As the list calls it. */
  device: string;
  withKeys: boolean;
}

/** Chooses a device on the configuration page, presses the button, and returns what the file holds. */
export async function downloadConfiguration(page: Page, { device, withKeys }: Wanted): Promise<string> {
  await page.getByLabel("Device", { exact: true }).selectOption({ label: device });
  await page.getByRole("checkbox", { name: "Include pre-shared keys" }).setChecked(withKeys);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download configuration" }).click();
  return fs.readFile(await (await download).path(), "utf8");
}
