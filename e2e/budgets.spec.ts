import { JAVASCRIPT_LIMIT_KILOBYTES } from "../scripts/bench/javascript";
import { loadEveryPage } from "../scripts/bench/load-pages";
import { STORAGE_STATE } from "./support/paths";
import { product } from "./support/product";
import { expect, test } from "./support/test";

test(`no page loads more than ${JAVASCRIPT_LIMIT_KILOBYTES} kB of compressed JavaScript`, async ({ browser }) => {
  test.slow();
  const { pages } = await loadEveryPage({ browser, baseUrl: product().baseUrl, session: STORAGE_STATE });
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ kilobytes }) => kilobytes > JAVASCRIPT_LIMIT_KILOBYTES)).toEqual([]);
});
