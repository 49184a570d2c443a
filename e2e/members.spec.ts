import { product } from "./support/product";
import { expect, test } from "./support/test";

test("an admin adds a viewer, who signs in and cannot add anybody, becomes an approver, and is removed", async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Grace");
  await dialog.getByLabel("E-mail").fill("grace@example.com");
  await dialog.getByLabel("First password").fill("first-password");
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("row", { name: /Grace/ })).toBeVisible();

  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const grace = await context.newPage();
  await grace.goto("/settings/members");
  await grace.getByLabel("E-mail").fill("grace@example.com");
  await grace.getByLabel("Password").fill("first-password");
  await grace.getByRole("button", { name: "Sign in" }).click();
  await expect(grace.getByText("Only an admin can add people and change roles.")).toBeVisible();
  await expect(grace.getByRole("button", { name: "Add member" })).toHaveCount(0);

  await page.getByLabel("Role of Grace").selectOption("approver");
  await expect(page.getByText("Grace is Approver from now on")).toBeVisible();

  await page.getByRole("button", { name: "Remove Grace" }).click();
  await dialog.getByRole("button", { name: "Remove Grace" }).click();
  await expect(page.getByRole("row", { name: /Grace/ })).toHaveCount(0);
  await grace.goto("/settings/account");
  await expect(grace).toHaveURL(/\/sign-in/);
  await context.close();
});

test("the only admin stays an admin, and the page says why", async ({ page }) => {
  const own = page.getByRole("row", { name: product().email }).getByLabel(/^Role of /);
  await page.goto("/settings/members");
  await own.selectOption("viewer");
  await expect(page.getByText(/is the only admin/)).toBeVisible();
  await expect(own).toHaveValue("admin");
});
