import type { Page } from "@playwright/test";
import type { SandboxControl } from "../../sandbox/control-client";
import { expectStatus, letTimePass } from "./changes";
import { expect } from "./test";

const CONFIRM = "Confirm for ";

/** Outside address of the tunnel whose device the run on the page waits for. */
export async function awaitedTunnel(page: Page, sandbox: SandboxControl): Promise<string> {
  const confirm = page.getByRole("button", { name: new RegExp(`^${CONFIRM}`) });
  await letTimePass(sandbox, () => expect(confirm).toBeVisible({ timeout: 1500 }));
  return ((await confirm.textContent()) ?? "").slice(CONFIRM.length);
}

/** Does what the device's admin does once the run has given AWS a tunnel's key: sets it, and says so. */
export async function configureWhenAsked(page: Page, sandbox: SandboxControl, address: string): Promise<void> {
  expect(await awaitedTunnel(page, sandbox)).toBe(address);
  await sandbox.configureDevice({ tunnels: [address], configured: true, immediate: true });
  await page.getByRole("button", { name: `${CONFIRM}${address}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm step" }).click();
  await letTimePass(sandbox, () => expectAnswered(page, address));
}

/** The run has heard that the tunnel's device is configured. */
export async function expectAnswered(page: Page, address: string): Promise<void> {
  await expect(page.getByRole("button", { name: `${CONFIRM}${address}` })).toBeHidden({ timeout: 1500 });
}

/** Both tunnels are up again with their new keys. */
export async function expectRotated(page: Page, sandbox: SandboxControl): Promise<void> {
  await letTimePass(sandbox, () =>
    expect(page.getByRole("status").filter({ hasText: "Applied" })).toBeVisible({ timeout: 1500 }),
  );
  await expectStatus(page, "Applied");
}
