import { type Bench, ENVIRONMENT, type Figure, percentile, rounded } from "./figure";
import { fillNetwork } from "./fill-network";

const CONNECTIONS = 1000;
const REQUESTS = 30;
const WARM_UPS = 3;
const PAGES = { overview: `/${ENVIRONMENT}`, topology: `/${ENVIRONMENT}/topology` };

/** How long the server takes to answer the two pages that show all connections, while the worker goes on refreshing. */
export async function measurePageResponse(bench: Bench): Promise<Figure[]> {
  await fillNetwork(bench, CONNECTIONS);
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(PAGES)) {
    const samples: number[] = [];
    let bytes = 0;
    for (let request = 0; request < WARM_UPS + REQUESTS; request++) {
      const startedAt = performance.now();
      bytes = (await bench.get(path)).length;
      if (request >= WARM_UPS) samples.push(performance.now() - startedAt);
    }
    figures.push({
      name: `${name}-response-p95`,
      value: Math.round(percentile(samples, 0.95)),
      unit: "ms",
      detail: {
        takes: `${REQUESTS} requests one after the other, to the last byte`,
        connections: CONNECTIONS,
        p50: Math.round(percentile(samples, 0.5)),
        max: Math.round(Math.max(...samples)),
        htmlKilobytes: rounded(bytes / 1000),
      },
    });
  }
  return figures;
}
