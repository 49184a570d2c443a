import type { Page } from "@playwright/test";
import type { SandboxControl } from "../../sandbox/control-client";
import { expect } from "./test";

/** Virtual seconds that pass at each look: enough for the longest state to end within a few looks. */
const LOOK_SECONDS = 10;

/** Claims where the change on the page stands; the page may get there by itself meanwhile. */
export async function expectStatus(page: Page, status: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: new RegExp(`^${status}$`) })).toBeVisible();
}

/** Presses "Apply", and types the title where the change destroys something. */
export async function startRun(page: Page, { typed }: { typed?: string } = {}): Promise<void> {
  await page.getByRole("button", { name: "Apply change in sandbox" }).click();
  const dialog = page.getByRole("dialog");
  if (typed !== undefined) await dialog.getByRole("textbox").fill(typed);
  await dialog.getByRole("button", { name: "Apply change in sandbox" }).click();
}

/** Submits, approves and applies the change on the page, in an environment where its author may. */
export async function carryThrough(page: Page, sandbox: SandboxControl, options?: { typed?: string }): Promise<void> {
  await page.getByRole("button", { name: "Submit for review" }).click();
  await page.getByRole("button", { name: "Approve change" }).click();
  await startRun(page, options);
  await letTimePass(sandbox, () => expectSoon(page.getByText("Every step is done, and AWS shows what was approved.")));
  await expectStatus(page, "Applied");
}

/** Moves the sandbox's clock until the claim holds. */
export async function letTimePass(sandbox: SandboxControl, claim: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await sandbox.advance({ advanceSeconds: LOOK_SECONDS });
    await claim();
  }).toPass({ timeout: 60_000, intervals: [0] });
}

async function expectSoon(locator: ReturnType<Page["getByText"]>): Promise<void> {
  await expect(locator).toBeVisible({ timeout: 1500 });
}
