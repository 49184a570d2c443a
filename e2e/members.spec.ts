import { addMember, fillSignIn, signInAs } from "./support/people";
import { product } from "./support/product";
import { expect, expectAccessible, test } from "./support/test";

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

test("a member may what was given to them and to their group, until it is taken back", async ({ page, browser }) => {
  await addMember(page, "Hedy", "viewer");
  await page.getByRole("button", { name: "Change what Hedy may do" }).click();
  await page.getByRole("dialog").getByLabel("Break glass").check();
  await page.getByRole("button", { name: "Save rights" }).click();
  await expect(page.getByRole("row", { name: /Hedy/ })).toContainText("Break glass");

  await page.goto("/settings/groups/new");
  await page.getByLabel("Name").fill("Night shift");
  await page.getByLabel("Role").selectOption("editor");
  await page.getByRole("button", { name: "Add group" }).click();
  await page.getByLabel("Choose a member").selectOption({ label: "Hedy" });
  await page.getByRole("button", { name: "Add to group" }).click();
  await expect(page.getByRole("row", { name: /Hedy/ })).toBeVisible();
  await expectAccessible(page);

  const hedy = await signInAs(browser, "Hedy");
  const refusal = hedy.getByRole("heading", { name: "Your role does not open this page" });
  await hedy.goto("/seoul-demo/remove");
  await expect(hedy.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(refusal).toHaveCount(0);
  await page.getByRole("button", { name: "Remove Hedy from the group" }).click();
  await expect(page.getByText("Nobody is in this group")).toBeVisible();
  await hedy.reload();
  await expect(refusal).toBeVisible();
  await hedy.context().close();
});

test("a group that a rule asks for cannot be removed, and its page says which rule", async ({ page }) => {
  await page.goto("/settings/groups");
  await page.getByRole("link", { name: "Network" }).click();
  await expect(page.getByText("Approval rules ask for it: Impact 2: one tunnel of two.")).toBeVisible();
});

test("a second organization sees nothing of the first, and one switches between them", async ({ browser, baseURL }) => {
  // A session of its own: which organization one works in belongs to the session.
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in?next=/settings/organizations");
  await fillSignIn(page, product());
  await page.getByRole("button", { name: "Add organization" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Harbour");
  await page.getByRole("dialog").getByRole("button", { name: "Add organization" }).click();
  await page.getByRole("button", { name: "Work in Harbour" }).click();
  await expect(page.getByText("No environments yet")).toBeVisible();
  await page.goto("/settings/members");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.goto("/settings/rules");
  await expect(page.getByText("Everything else", { exact: true })).toBeVisible();
  expect((await page.goto("/seoul-demo"))?.status()).toBe(404);

  await page.goto("/");
  await page.getByRole("button", { name: /Appearance and sign out/ }).click();
  await page.getByRole("menuitemradio", { name: "Underpass" }).click();
  await expect(page).toHaveURL(/\/seoul-demo/);
  await context.close();
});
