import { type Bench, ENVIRONMENT, type Figure, percentile, rounded } from "./figure";
import { fillDemo, fillNetwork } from "./fill-network";

const LIMIT_SECONDS = 2;
const DOWNLOADS = 5;
const CONNECTIONS_MANY = 1000;

/** How long the archive of device files with keys takes, from the request to its last byte: of the demo's world, and of a large one. */
export async function measureDeviceFiles(bench: Bench): Promise<Figure[]> {
  await fillDemo(bench);
  const demo = await timeDownloads(bench);
  await fillNetwork(bench, CONNECTIONS_MANY);
  const many = await timeDownloads(bench);
  return [
    {
      name: "device-files-demo",
      value: rounded(demo.seconds),
      unit: "s",
      detail: { takes: `median of ${DOWNLOADS}`, ...demo.detail, limit: LIMIT_SECONDS },
      isOverLimit: demo.seconds > LIMIT_SECONDS,
    },
    {
      name: `device-files-${CONNECTIONS_MANY}`,
      value: rounded(many.seconds),
      unit: "s",
      detail: {
        takes: `median of ${DOWNLOADS}`,
        ...many.detail,
        // What another connection costs beside what every download does.
        msPerConnection: rounded(((many.seconds - demo.seconds) * 1000) / CONNECTIONS_MANY),
      },
    },
  ];
}

async function timeDownloads(bench: Bench) {
  const times: number[] = [];
  let characters = 0;
  while (times.length < DOWNLOADS) {
    const startedAt = performance.now();
    characters = (await bench.get(`/${ENVIRONMENT}/connections.zip?keys=include`)).length;
    times.push((performance.now() - startedAt) / 1000);
  }
  return { seconds: percentile(times, 0.5), detail: { max: rounded(Math.max(...times)), characters } };
}
