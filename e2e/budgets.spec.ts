import { JAVASCRIPT_LIMIT_KILOBYTES } from "../scripts/bench/javascript";
import { loadEveryPage } from "../scripts/bench/load-pages";
import { expect, test } from "./support/test";

test(`no page loads more than ${JAVASCRIPT_LIMIT_KILOBYTES} kB of compressed JavaScript`, async ({
  browser,
  running,
}) => {
  test.slow();
  const { pages } = await loadEveryPage({ browser, baseUrl: running.baseUrl, session: running.session });
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ kilobytes }) => kilobytes > JAVASCRIPT_LIMIT_KILOBYTES)).toEqual([]);
});
