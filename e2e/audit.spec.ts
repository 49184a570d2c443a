import fs from "node:fs/promises";
import { addMember, signInAs } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";

test("an admin finds who did what, verifies the record and takes it along; nobody else may", async ({
  page,
  browser,
}) => {
  await addMember(page, "Hana", "viewer");
  await page.goto("/settings/audit");
  await page.getByLabel("Subject", { exact: true }).fill("hana");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/subject=hana/);
  const rows = page.getByRole("region", { name: "What happened" }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("member.added");
  await rows.first().locator("summary").click();
  await expect(rows.first()).toContainText("hana@example.com");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export JSON lines" }).click();
  const lines = (await fs.readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(["member.added"]);

  await page.getByRole("link", { name: "Clear filter" }).click();
  await expect(rows.first()).toContainText("audit.exported");
  await page.getByRole("button", { name: "Verify audit" }).click();
  await expect(page.getByText(/All \d+ rows fit/)).toBeVisible();
  await expectAccessible(page);

  const hana = await signInAs(browser, "Hana");
  await hana.goto("/settings/members");
  await expect(hana.getByRole("link", { name: "Audit" })).toHaveCount(0);
  expect((await hana.goto("/settings/audit"))?.status()).toBe(403);
  expect((await hana.request.get("/settings/audit/export?format=csv")).status()).toBe(403);
  await hana.context().close();
});
