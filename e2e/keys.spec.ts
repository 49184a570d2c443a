import type { Page } from "@playwright/test";
import { carryThrough, startRun } from "./support/changes";
import { configureWhenAsked, expectRotated } from "./support/rotation";
import { expect, expectAccessible, test } from "./support/test";

const SLUG = "seoul-demo";
const NAME = "daejeon";
const KEYS = `/${SLUG}/connections/${NAME}/keys`;

test("the keys of a connection are rotated in place, and then replaced with the connection itself", async ({
  page,
  sandbox,
}) => {
  test.slow();
  const before = await addressesOf(page);

  await test.step("both ways stand side by side, and a key that AWS would refuse is refused beside its field", async () => {
    await page.goto(KEYS);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Rotate keys…" }).click();
    await expect(page.getByRole("radio", { name: /^Rolling, in place/ })).toBeChecked();
    await expect(page.getByRole("radio", { name: /^Delete and make anew/ })).toBeVisible();
    await page.getByRole("radio", { name: /^Keys that I type/ }).check();
    await page.getByLabel(`Key of ${before[0]}`).fill("0cloudneta");
    await page.getByLabel(`Key of ${before[1]}`).fill("daejeon.second.key");
    await page.getByRole("button", { name: "Propose rotation" }).click();
    await expect(page.getByText("A pre-shared key does not begin with 0.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("rolling: a person and the tunnel are waited for before the other one is touched", async () => {
    await page.getByRole("radio", { name: /^A key of its own for each tunnel/ }).check();
    await page.getByRole("button", { name: "Propose rotation" }).click();
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByRole("button", { name: "Approve change" }).click();
    await startRun(page);
    for (const address of before) await configureWhenAsked(page, sandbox, address);
    await expectRotated(page, sandbox);
    expect(await addressesOf(page)).toEqual(before);
  });

  await test.step("replaced: the addresses before and after stand side by side, with the way to a new hand-over", async () => {
    await page.goto(`/${SLUG}/keys?of=vpn-connection%2F${NAME}&way=replacement`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Propose replacement…" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(NAME);
    await page.getByRole("button", { name: `Propose the replacement of ${NAME}` }).click();
    await carryThrough(page, sandbox, { typed: `Replace ${NAME} with new keys` });
    await page.getByRole("link", { name: "Compare addresses" }).click();
    const table = page.getByRole("region", { name: "Addresses of both tunnels before and after" });
    for (const address of before) await expect(table.getByRole("cell", { name: address, exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Make a new hand-over" })).toBeVisible();
    await expectAccessible(page);
    const after = await addressesOf(page);
    for (const address of after) expect(before).not.toContain(address);
    // Who opens this world next finds a connection that works.
    await sandbox.configureDevice({ tunnels: after, configured: true, immediate: true });
  });
});

/** The tunnels' outside addresses, in EC2's order. */
async function addressesOf(page: Page): Promise<string[]> {
  await page.goto(KEYS);
  const rows = page.getByRole("region", { name: "Keys of the tunnels" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  return rows
    .getByRole("cell")
    .filter({ hasText: /^\d+\.\d+\.\d+\.\d+$/ })
    .allInnerTexts();
}
