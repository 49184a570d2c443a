import { type Bench, type Figure, percentile, rounded } from "./figure";

const STARTS = 3;

/** Seconds from `npm start` to "Underpass is ready" with packages, build and data in place. */
export async function measureSecondStart(bench: Bench): Promise<Figure[]> {
  const samples: number[] = [];
  while (samples.length < STARTS) samples.push((await bench.restart()).startedInMs / 1000);
  return [
    {
      name: "second-start",
      value: rounded(percentile(samples, 0.5)),
      unit: "s",
      detail: {
        takes: `median of ${STARTS}, from the command to "Underpass is ready"`,
        max: rounded(Math.max(...samples)),
      },
    },
  ];
}
