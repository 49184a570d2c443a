import { expect, test } from "vitest";
import type { FieldChange } from "../kinds/kind";
import { differenceRows } from "./difference-rows";

function rowsOf(changes: FieldChange[], operation: "create" | "update" = "update") {
  return differenceRows({ kind: "vpn-connection", operation, changes });
}

test("a field that both tunnels change alike is one line", () => {
  const change = (index: number, after: number[]) => ({
    path: ["tunnels", index, "phase1DhGroupNumbers"],
    before: [14],
    after,
  });
  expect(rowsOf([change(0, [20]), change(1, [20])])).toEqual([
    { fields: ["tunnels", "phase1DhGroupNumbers"], place: "both", before: [14], after: [20], isAwsDefault: false },
  ]);
  expect(rowsOf([change(0, [20]), change(1, [21])]).map((row) => row.place)).toEqual([0, 1]);
});

test("new keys are alike whatever row they are sealed in", () => {
  const key = (index: number) => ({
    path: ["tunnels", index, "presharedKey"],
    before: undefined,
    after: { $secret: `s${index}` },
  });
  expect(rowsOf([key(0), key(1)])).toHaveLength(1);
});

test("fields outside of lists stay as they are", () => {
  expect(rowsOf([{ path: ["name"], before: "a", after: "b" }])).toEqual([
    { fields: ["name"], place: null, before: "a", after: "b", isAwsDefault: false },
  ]);
});

test("what a new object has at AWS's default is told apart from what somebody chose", () => {
  const lifetime = (after: number) => [{ path: ["tunnels", 0, "phase1LifetimeSeconds"], before: undefined, after }];
  expect(rowsOf(lifetime(28_800), "create")[0]?.isAwsDefault).toBe(true);
  expect(rowsOf(lifetime(3600), "create")[0]?.isAwsDefault).toBe(false);
  expect(rowsOf(lifetime(28_800), "update")[0]?.isAwsDefault).toBe(false);
});
