import { expect, test } from "vitest";
import { differenceRows } from "./difference-rows";

test("a field that both tunnels change alike is one line", () => {
  const change = (index: number, after: number[]) => ({
    path: ["tunnels", index, "phase1DhGroupNumbers"],
    before: [14],
    after,
  });
  expect(differenceRows([change(0, [20]), change(1, [20])])).toEqual([
    { fields: ["tunnels", "phase1DhGroupNumbers"], place: "both", before: [14], after: [20] },
  ]);
  expect(differenceRows([change(0, [20]), change(1, [21])]).map((row) => row.place)).toEqual([0, 1]);
});

test("new keys are alike whatever row they are sealed in", () => {
  const key = (index: number) => ({
    path: ["tunnels", index, "presharedKey"],
    before: undefined,
    after: { $secret: `s${index}` },
  });
  expect(differenceRows([key(0), key(1)])).toHaveLength(1);
});

test("fields outside of lists stay as they are", () => {
  expect(differenceRows([{ path: ["name"], before: "a", after: "b" }])).toEqual([
    { fields: ["name"], place: null, before: "a", after: "b" },
  ]);
});
