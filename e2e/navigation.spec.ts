import { hrefOf, navGroups, settingsItem } from "../components/shell/nav-items";
import { expect, seriousProblems, test } from "./support/test";

const ENVIRONMENT = "seoul-demo";
const items = [...navGroups.flatMap((group) => group.items), settingsItem];

test("the front page is the overview of the environment that was open last", async ({ page }) => {
  await page.goto(`/${ENVIRONMENT}/connections`);
  await page.goto("/");
  await expect(page).toHaveURL(new RegExp(`/${ENVIRONMENT}$`));
});

for (const item of items) {
  test(`the nav item ${item.id} opens a page with a heading, and axe finds nothing serious on it`, async ({ page }) => {
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("response", (response) => {
      if (response.status() >= 500) failures.push(`${response.status()} ${response.url()}`);
    });
    const href = hrefOf(item, ENVIRONMENT);
    await page.goto(`/${ENVIRONMENT}`);
    await page.goto("/settings/members");
    await page.getByRole("navigation", { name: "Main" }).locator(`a[href="${href}"]`).last().click();
    await expect(page).toHaveURL(new RegExp(`${href}(/|\\?|$)`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeHidden();
    expect(await seriousProblems(page)).toEqual([]);
    expect(failures).toEqual([]);
  });
}

for (const part of ["environments", "members", "rules", "freezes", "windows", "audit", "account"]) {
  test(`the settings part ${part} opens, and axe finds nothing serious on it`, async ({ page }) => {
    await page.goto(`/settings/${part}`);
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });
}
