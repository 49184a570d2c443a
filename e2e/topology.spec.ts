import { expect, expectAccessible, test } from "./support/test";

const MAP = "/seoul-demo/topology";

test("the map is searched, filtered, focused and linked to", async ({ page }) => {
  await page.goto(MAP);
  const leeds = page.getByRole("button", { name: /^leeds, Degraded/ });
  const osaka = page.getByRole("button", { name: /^osaka, Healthy/ });
  await expect(leeds).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search the map" })).toBeFocused();
  await page.keyboard.type("192.0.2.25");
  await expect(page.getByText("1 found")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Problems only" }).click();
  await expect(page).toHaveURL(/problems=/);
  await expect(osaka).toHaveCount(0);
  await expect(leeds).toBeVisible();
  await page.getByRole("button", { name: "Problems only" }).click();
  await expect(osaka).toBeVisible();

  await leeds.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Selected: leeds" });
  await expect(panel.getByText("One path left.")).toBeVisible();
  await expect(page).toHaveURL(/focus=/);
  await expectAccessible(page);

  const link = page.url();
  await page.goto("/seoul-demo");
  await page.goto(link);
  await expect(panel).toBeVisible();
  await panel.getByRole("link", { name: "Open connection" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "leeds" })).toBeVisible();
  await page.goBack();
  await expect(panel).toBeVisible();
});

test("the table holds what the map holds", async ({ page }) => {
  await page.goto(MAP);
  await page.getByRole("group", { name: "View" }).getByText("Table").click();
  for (const name of ["busan", "daejeon", "fukuoka", "jeju-dr", "leeds", "osaka"])
    await expect(page.getByRole("row", { name: new RegExp(name) }).first()).toBeVisible();
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const path of [
    "",
    "/topology",
    "/connections",
    "/connections/leeds",
    "/connections/leeds/configuration",
    "/setup",
  ])
    test(`/seoul-demo${path} fits a width of 390, and axe finds nothing serious on it`, async ({ page }) => {
      await page.goto(`/seoul-demo${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    });
});
