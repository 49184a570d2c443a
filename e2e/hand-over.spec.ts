import fs from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { letTimePass, startRun } from "./support/changes";
import { findLeaks, readDemoKeys } from "./support/leaks";
import { awaitedTunnel, configureWhenAsked, expectAnswered, expectRotated } from "./support/rotation";
import { expect, expectAccessible, test } from "./support/test";

const SLUG = "seoul-demo";
const NAME = "osaka";
const HAND_OVER = `/${SLUG}/connections/${NAME}/hand-over`;

test("a device's admin without an account gets a hand-over and its keys by links, and their word lets the run go on", async ({
  page,
  browser,
  running,
  sandbox,
}) => {
  test.slow();
  const [change, first] = await test.step("a rotation waits for the device of its first tunnel", async () => {
    await page.goto(`/${SLUG}/keys?of=vpn-connection%2F${NAME}`);
    await page.getByRole("radio", { name: /^A key of its own for each tunnel/ }).check();
    await page.getByRole("button", { name: "Propose rotation" }).click();
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByRole("button", { name: "Approve change" }).click();
    await startRun(page);
    const awaited = await awaitedTunnel(page, sandbox);
    return [page.url(), awaited] as const;
  });

  const [pageLink, keysLink] = await test.step("its admin makes a hand-over, and two links to it", async () => {
    await page.goto(`${HAND_OVER}/new`);
    await page.getByLabel("Device", { exact: true }).selectOption({ label: "Cisco IOS and IOS XE" });
    await page.getByRole("button", { name: "Make a hand-over" }).click();
    await expect(page).toHaveURL(new RegExp(`${HAND_OVER}/\\d+$`));
    const links = [await makeLink(page, /^The page, without keys/), await makeLink(page, /^The keys alone, once/)];
    await expectAccessible(page);
    return links;
  });
  if (pageLink === undefined || keysLink === undefined) throw new Error("Two links were made");
  const keys = await readDemoKeys();
  const guest = await openAsGuest(browser);

  await test.step("with the one they read, without any sign-in, everything but the keys", async () => {
    const answer = await guest.goto(pageLink);
    expect(answer?.headers()).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-robots-tag": expect.stringContaining("noindex"),
      "cache-control": expect.stringContaining("no-store"),
    });
    await expect(guest.getByRole("heading", { name: /^Hand-over \d+ of osaka$/ })).toBeVisible();
    await expect(guest.getByRole("heading", { name: "Checks on the device" })).toBeVisible();
    await expectAccessible(guest);
    const download = guest.waitForEvent("download");
    await guest.getByRole("link", { name: "Download without keys" }).click();
    const file = await fs.readFile(await (await download).path(), "utf8");
    expect(file).toContain("crypto ikev2");
    const seen = file + (await guest.content()) + (await answer?.text());
    expect(keys.filter((key) => seen.includes(key))).toEqual([]);
    await expectNothingElse(guest);
  });

  await test.step("with the other they see both keys once; opening it alone uses nothing up", async () => {
    const other = await openAsGuest(browser);
    await other.goto(keysLink);
    await guest.goto(keysLink);
    const button = guest.getByRole("button", { name: "Show the keys" });
    await expectAccessible(guest);
    await button.click();
    await expect(guest.getByText("This link is used up")).toBeVisible();
    const shown = await guest.locator("dd code").allInnerTexts();
    expect(shown).toHaveLength(2);
    for (const key of shown) expect(keys).toContain(key);
    await expectAccessible(guest);
    await other.getByRole("button", { name: "Show the keys" }).click();
    await expect(other.getByText("This link was used already")).toBeVisible();
    const left = await other.content();
    expect(keys.filter((key) => left.includes(key))).toEqual([]);
    await guest.reload();
    await expect(guest.getByRole("heading", { name: "This link was used already" })).toBeVisible();
    await expectAccessible(guest);
  });

  await test.step("their word is seen in the console, and the run goes on", async () => {
    await sandbox.configureDevice({ tunnels: [first], configured: true, immediate: true });
    await guest.goto(pageLink);
    await guest.getByLabel("Your name").fill("Kim of the field team");
    await guest.getByRole("button", { name: "Device is configured" }).click();
    await expect(guest.getByText(/^Recorded\. Thank you, Kim of the field team/)).toBeVisible();
    await expect(page.getByText("Said by Kim of the field team")).toBeVisible();
    await expect(page.getByText(/^Its holder confirmed the device/)).toBeVisible();
    await page.goto(change);
    await letTimePass(sandbox, () => expectAnswered(page, first));
    await expect(page.getByText(/Kim of the field team/).first()).toBeVisible();
  });

  await test.step("a link that was revoked leads to nothing, like one that never was", async () => {
    await page.goto(HAND_OVER);
    await page.getByRole("button", { name: "Revoke link: Page without keys" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke link" }).click();
    await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
    await guest.goto(pageLink);
    const revoked = await guest.getByRole("main").textContent();
    await guest.goto(pageLink.replace(/.{43}$/, "A".repeat(43)));
    expect(await guest.getByRole("main").textContent()).toBe(revoked);
    await expectAccessible(guest);
  });

  const tokens = [pageLink, keysLink].map((link) => link.split("/").at(-1) ?? link);
  expect(await findLeaks(running, tokens)).toEqual([]);
  // Who opens this world next finds a connection that works.
  await page.goto(change);
  await configureWhenAsked(page, sandbox, await awaitedTunnel(page, sandbox));
  await expectRotated(page, sandbox);
});

/** Makes a link of that kind and gives its address, which is shown once. */
async function makeLink(page: Page, gives: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Make a link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: gives }).check();
  await dialog.getByRole("button", { name: "Make link" }).click();
  const address = await dialog.locator("code").textContent();
  await dialog.getByRole("button", { name: "Done" }).click();
  return address ?? "";
}

async function openAsGuest(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, locale: "en-GB" });
  return context.newPage();
}

/** No way from the page into the console, and no cookie that names an environment. */
async function expectNothingElse(guest: Page): Promise<void> {
  const hrefs = await guest.locator("a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(hrefs.filter((href) => !href?.startsWith("/hand-over/"))).toEqual([]);
  expect((await guest.context().cookies()).map(({ name }) => name)).not.toContain("environment");
}
