import { beginWork } from "./begin-work";
import { type Bench, type Figure, rounded } from "./figure";
import { fillDemo } from "./fill-network";
import { loadEveryPage } from "./load-pages";

/** A comparable console ships 610 kB. */
export const JAVASCRIPT_LIMIT_KILOBYTES = 250;

/** The compressed JavaScript that each page loads into an empty browser. */
export async function measureJavaScript(bench: Bench): Promise<Figure[]> {
  await fillDemo(bench);
  const { pages, unreached } = await loadEveryPage({
    browser: bench.browser,
    baseUrl: bench.product().baseUrl,
    session: bench.session,
    entries: await beginWork(bench),
  });
  const figures: Figure[] = pages.map(({ route, kilobytes, scripts }) => ({
    name: `javascript ${route}`,
    value: rounded(kilobytes),
    unit: "kB",
    detail: { takes: "gzip of all scripts of a first visit", scripts, limit: JAVASCRIPT_LIMIT_KILOBYTES },
    isOverLimit: kilobytes > JAVASCRIPT_LIMIT_KILOBYTES,
  }));
  // A page that nothing leads to is said rather than left out.
  figures.push({
    name: "javascript unreached",
    value: unreached.length,
    unit: "routes",
    detail: { routes: unreached },
  });
  return figures;
}
