import { expect, seriousProblems, test } from "./support/test";

test("the encryption key is rotated while the console goes on: AWS is read with what was sealed, and nobody is signed out", async ({
  page,
}) => {
  await page.goto("/settings/security");
  await expect(page.getByText("UNDERPASS_SECRET", { exact: true })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Rotate key" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the encryption key?" });
  await dialog.getByRole("button", { name: "Rotate key" }).click();
  await expect(page.getByText("A new key is in use, and the old one is destroyed")).toBeVisible();
  await expect(dialog).toBeHidden();

  const download = await page.request.get("/seoul-demo/connections/osaka/config/generic?keys=include");
  expect(download.status()).toBe(200);
  await page.goto("/settings/audit?action=sealing-key");
  await expect(page.getByRole("cell", { name: "sealing-key.rotated" }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "sealing-key.destroyed" }).first()).toBeVisible();
});
