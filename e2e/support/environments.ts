import type { Page } from "@playwright/test";
import { product } from "./product";
import { expect } from "./test";

interface NewSandbox {
  name: string;
  /** Each Region of the sandbox is a world of its own, empty until something is made in it. */
  region: string;
  selfApproval: boolean;
  secretAccessKey?: string;
}

/** Adds an environment on a Region of the sandbox through the settings page, and returns its slug. */
export async function addSandboxEnvironment(page: Page, wish: NewSandbox): Promise<string> {
  await page.goto("/settings/environments/new");
  await page.getByLabel("Name", { exact: true }).fill(wish.name);
  await page.getByRole("radio", { name: /^Sandbox/ }).check();
  await page.getByLabel("Region").fill(wish.region);
  await page.getByLabel("Endpoint URL").fill(product().ec2Url);
  await page.getByLabel("Control URL").fill(product().controlUrl);
  await page.getByRole("radio", { name: /^Access keys/ }).check();
  await page.getByLabel("Access key ID").fill("testing");
  await page.getByLabel("Secret access key").fill(wish.secretAccessKey ?? "testing");
  await page.getByRole("checkbox", { name: /author of a change may approve/ }).setChecked(wish.selfApproval);
  await page.getByLabel("Read AWS every").selectOption({ label: "5 seconds" });
  await page.getByRole("button", { name: "Add environment" }).click();
  await expect(page).toHaveURL(/\/settings\/environments\/(?!new$)[\w-]+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
