import { JAVASCRIPT_LIMIT_KILOBYTES } from "../scripts/bench/javascript";
import { loadEveryPage, weighVisit } from "../scripts/bench/load-pages";
import { expect, test } from "./support/test";
import { enterWorld } from "./support/worlds";

test(`no page loads more than ${JAVASCRIPT_LIMIT_KILOBYTES} kB of compressed JavaScript`, async ({
  browser,
  running,
}) => {
  test.slow();
  const { pages } = await loadEveryPage({ browser, baseUrl: running.baseUrl, session: running.session });
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ kilobytes }) => kilobytes > JAVASCRIPT_LIMIT_KILOBYTES)).toEqual([]);
});

test(`the map with a panel and the palette open stays within ${JAVASCRIPT_LIMIT_KILOBYTES} kB`, async ({
  browser,
  running,
}) => {
  const where = { browser, baseUrl: running.baseUrl, session: running.session };
  const kilobytes = await weighVisit(where, "/seoul-demo/topology?focus=vpn-connection%2Fleeds", async (page) => {
    await page.getByRole("complementary", { name: "Selected: leeds" }).waitFor();
    await page.getByRole("button", { name: /^Find/ }).click();
    await page.getByRole("combobox").waitFor();
  });
  expect(kilobytes).toBeLessThanOrEqual(JAVASCRIPT_LIMIT_KILOBYTES);
});

test.describe("long pages", () => {
  // HTML as it is before compression, in kB of 1,000 bytes. A row that is sent as it is drawn doubles the first two, the whole
  // catalogue of messages adds 100 to each.
  const LIST_OF_100_MAX = 450;
  const STEP_MAX = 10;
  const NOTHING_THERE_MAX = 25;

  test.beforeEach(({ sandbox, request }) => enterWorld("scale:100", { sandbox, request }));

  test.afterEach(({ sandbox, request }) => enterWorld("demo", { sandbox, request }));

  test(`a hundred connections take at most ${LIST_OF_100_MAX} kB, a step of a change ${STEP_MAX}, and what is not there ${NOTHING_THERE_MAX}`, async ({
    page,
    request,
  }) => {
    const kilobytes = async (path: string) => (await (await request.get(path)).body()).length / 1000;
    expect(await kilobytes("/seoul-demo/connections")).toBeLessThanOrEqual(LIST_OF_100_MAX);
    expect(await kilobytes("/nowhere/at/all")).toBeLessThanOrEqual(NOTHING_THERE_MAX);

    // Its key may still be the one it had in the demo's world, whose ids are the same.
    await page.goto("/seoul-demo/resources/vpc");
    const address = await page.getByRole("link", { name: "net-001", exact: true }).getAttribute("href");
    await page.goto(`/seoul-demo/remove?goal=vpc&of=vpc%2F${address?.split("/").at(-1)}`);
    await page.getByRole("button", { name: "Propose removal" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("net-001");
    await dialog.getByRole("button", { name: "Propose removal" }).click();
    await page.waitForURL(/\/changes\/\d+$/);
    const steps = await page.locator("[data-step]").count();
    expect(steps).toBeGreaterThan(38);
    expect(await kilobytes(new URL(page.url()).pathname)).toBeLessThanOrEqual(steps * STEP_MAX);
    await page.getByRole("button", { name: "Abandon" }).click();
    await dialog.getByRole("textbox").fill("weighed");
    await dialog.getByRole("button", { name: "Abandon" }).click();
    await expect(dialog).toBeHidden();
  });
});
