import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { type Bench, ENVIRONMENT, type Figure, percentile, rounded } from "./figure";
import { fillDemo } from "./fill-network";

const CHANGES = 10;
/** Changes begin at ever other moments of the five seconds between two refreshes of the demo. */
const SPREAD_MS = 530;

/** Seconds from a tunnel's change in EC2 to its line on the open map, without a reload. */
export async function measureTunnelToPixel(bench: Bench): Promise<Figure[]> {
  await fillDemo(bench);
  const page = await bench.browser.newPage({ storageState: bench.session, viewport: { width: 1440, height: 900 } });
  await page.goto(`${bench.product().baseUrl}/${ENVIRONMENT}/topology`);
  const outsideIp = await findTunnelOnMap(bench, page);
  const samples: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    await sleep(change * SPREAD_MS);
    const before = await page.locator(lineOf(outsideIp)).getAttribute("aria-label");
    const drawn = watchForDrawing(page, { line: lineOf(outsideIp), before });
    const changedAt = Date.now();
    await bench.control().setTunnel({ outsideIp, up: change % 2 === 1 });
    samples.push(((await drawn) - changedAt) / 1000);
  }
  await page.close();
  const detail = {
    takes: `${CHANGES} changes, an environment that is refreshed every 5 s`,
    min: rounded(Math.min(...samples)),
  };
  return [
    { name: "tunnel-to-pixel-p50", value: rounded(percentile(samples, 0.5)), unit: "s", detail },
    { name: "tunnel-to-pixel-p95", value: rounded(percentile(samples, 0.95)), unit: "s", detail },
  ];
}

/** A tunnel that is up and has a line of its own on the map as it stands. */
async function findTunnelOnMap(bench: Bench, page: Page): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { tunnels } = await bench.control().listTunnels();
    for (const { outsideIp } of tunnels.filter(({ status }) => status === "UP")) {
      if ((await page.locator(lineOf(outsideIp)).count()) === 1) return outsideIp;
    }
    await sleep(500);
  }
  throw new Error("The map shows no tunnel that is up");
}

/** A connection's line names both tunnels and their states. */
function lineOf(outsideIp: string): string {
  return `[data-topology-id^="vpn-connection/"][aria-label*="${outsideIp} "]`;
}

/** The instant at which the frame after the line's next change was drawn. */
function watchForDrawing(page: Page, labelled: { line: string; before: string | null }): Promise<number> {
  // No named function inside: tsx marks those with a helper that the page has not got.
  return page.evaluate(
    ({ line, before }) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const now = document.querySelector(line)?.getAttribute("aria-label");
          if (!now || now === before) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    labelled,
  );
}
