import type { Browser, Page } from "@playwright/test";
import { product } from "./product";
import { expect } from "./test";

type Role = "viewer" | "editor" | "approver" | "admin";

const PASSWORD = "first-password";

/** Adds a member through the settings page. `page` belongs to an admin. */
export async function addMember(page: Page, name: string, role: Role): Promise<void> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(emailOf(name));
  await dialog.getByLabel("Role").selectOption(role);
  await dialog.getByLabel("First password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}

/** The page of somebody else, in a browser context of its own. */
export async function signInAs(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: product().baseUrl,
    storageState: { cookies: [], origins: [] },
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fillSignIn(page, { email: emailOf(name), password: PASSWORD });
  await expect(page).not.toHaveURL(/\/sign-in/);
  return page;
}

export async function fillSignIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.com`;
}
