import { fillSignIn } from "./support/people";
import { product } from "./support/product";
import { expect, seriousProblems, test } from "./support/test";

// A browser that nobody is signed in with.
test.use({ storageState: { cookies: [], origins: [] } });

test("a wrong password is told, what was entered stays, and the right one leads to the page that was asked for", async ({
  page,
}) => {
  const { email, password } = product();
  await page.goto("/settings/members");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fmembers/);
  expect(await seriousProblems(page)).toEqual([]);

  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail or password is not right.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  expect(await seriousProblems(page)).toEqual([]);

  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/settings\/members$/);
  await expect(page.getByRole("row", { name: email })).toBeVisible();
});

test("signing out ends the session: the page behind is not shown again", async ({ page }) => {
  await page.goto("/sign-in");
  await fillSignIn(page, product());
  await page.getByRole("button", { name: /Appearance and sign out/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/settings/account");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText("Your session has ended")).toBeHidden();
});

test("a session whose cookie the browser dropped has ended, too", async ({ page, context }) => {
  await page.goto("/settings/account");
  await fillSignIn(page, product());
  await expect(page).toHaveURL(/\/settings\/account$/);
  await context.clearCookies({ name: /session/ });
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "Your session has ended" })).toBeVisible();
});

test("a session that was ended elsewhere is said, and signing in leads back", async ({ page, context }) => {
  await context.addCookies([{ name: "underpass.session_token", value: "gone.signature", url: product().baseUrl }]);
  await page.goto("/settings/account");
  await expect(page.getByRole("status").filter({ hasText: "Your session has ended" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in works", async ({ page }) => {
    await page.goto("/sign-in?next=/settings/account");
    await fillSignIn(page, product());
    await expect(page).toHaveURL(/\/settings\/account$/);
  });
});
