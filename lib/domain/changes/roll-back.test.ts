import { expect, test } from "vitest";
import { phrase } from "../phrase";
import type { ResourceDiff } from "../plan/step";
import { changesBetween, fieldsText } from "./changes-between";
import { layChanges } from "./lay-changes";
import { rollBack } from "./roll-back";

const LEEDS = "vpn-connection/leeds";
const tunnel = (more: object) => ({ outsideIpAddress: "203.0.113.1", insideCidr: "169.254.10.0/30", ...more });
const leeds = { name: "leeds", routing: "static", tunnels: [tunnel({}), tunnel({ outsideIpAddress: "203.0.113.2" })] };

function back(diff: Partial<ResourceDiff>, { before, now }: Record<"before" | "now", Record<string, unknown> | null>) {
  const whole: ResourceDiff = {
    kind: "vpn-connection",
    key: LEEDS,
    name: "leeds",
    operation: "update",
    changes: [],
    ...diff,
  };
  const relied = {
    identity: { region: "eu-west-2", endpointUrl: null, awsAccountId: null, principal: null },
    resources: { [whole.key]: { fingerprint: "f", version: 1, shown: before } },
  };
  return rollBack({ plan: { diffs: [whole] }, relied, done: new Set([whole.key]), nowOf: () => now });
}

test("what was changed is changed back field by field, and what others changed since stays", () => {
  const changes = [{ path: ["tunnels", 1, "startupAction"], before: "add", after: "start" }];
  const now = layChanges(leeds, [...changes, { path: ["name"], before: "leeds", after: "leeds-2" }]);
  const { edits } = back({ changes }, { before: leeds, now });
  expect(edits).toEqual([
    {
      operation: "put",
      kind: "vpn-connection",
      key: LEEDS,
      spec: layChanges(leeds, [
        { path: ["tunnels", 1, "startupAction"], before: undefined, after: "add" },
        { path: ["name"], before: undefined, after: "leeds-2" },
      ]),
    },
  ]);
});

test("what was made is taken away, and what is gone by itself needs nothing", () => {
  expect(back({ operation: "create" }, { before: null, now: leeds }).edits).toEqual([
    { operation: "remove", kind: "vpn-connection", key: LEEDS },
  ]);
  expect(back({ operation: "create" }, { before: null, now: null }).edits).toEqual([]);
});

test("what was taken away is made anew without the addresses AWS gave it, and that is said", () => {
  const { edits, lost } = back({ operation: "remove" }, { before: leeds, now: null });
  expect(JSON.stringify(edits)).not.toContain("203.0.113");
  expect(lost).toEqual([phrase("changes.rollback.newConnection", { name: "leeds" })]);
});

test("a pre-shared key that is gone is not put back, and that is said", () => {
  const changes = [
    { path: ["tunnels", 0, "presharedKey"], before: { $secret: "old" }, after: { $secret: "new" } },
    { path: ["name"], before: "leeds", after: "york" },
  ];
  const { edits, lost } = back({ changes }, { before: leeds, now: { ...leeds, name: "york" } });
  expect(JSON.stringify(edits)).not.toContain("$secret");
  expect(lost).toEqual([phrase("changes.rollback.keysStay", { name: "leeds" })]);
});

test("what was made anew for its keys alone is not made anew again", () => {
  const changes = [{ path: ["tunnels", 0, "presharedKey"], before: { $secret: "old" }, after: { $secret: "new" } }];
  expect(back({ operation: "replace", changes }, { before: leeds, now: leeds }).edits).toEqual([]);
});

test("what no step touched is left alone", () => {
  const untouched = rollBack({
    plan: { diffs: [{ kind: "vpc", key: "vpc/main", name: "main", operation: "create", changes: [] }] },
    relied: { identity: { region: "", endpointUrl: null, awsAccountId: null, principal: null }, resources: {} },
    done: new Set(),
    nowOf: () => ({ name: "main" }),
  });
  expect(untouched).toEqual({ edits: [], lost: [] });
});

test("a sentence tells three fields at most, and a key is never more than a key", () => {
  const before = { a: 1, b: [1, 2], c: "x", d: true, key: { $secret: "one" } };
  const after = { a: 2, b: [2], c: null, d: false, key: { $secret: "two" } };
  expect(fieldsText(changesBetween(before, after))).toBe("a 1 → 2, b 1 2 → 2, c x → –, …");
  expect(fieldsText(changesBetween({ key: before.key }, { key: after.key }))).toBe("key ••• → •••");
});
