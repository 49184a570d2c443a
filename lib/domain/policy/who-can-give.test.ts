import { expect, test } from "vitest";
import type { Role } from "../changes/rights";
import { supplyOf } from "./who-can-give";

const person = (name: string, roles: Role[], groupIds: string[] = []) => ({
  id: name,
  name,
  roles,
  groupIds,
  mayEdit: roles.includes("admin"),
});
const ada = person("Ada", ["admin"], ["network"]);
const bob = person("Bob", ["approver"]);
const cleo = person("Cleo", ["approver", "admin"], ["network"]);

test("only holders of the role, or people of the group, count for a line that names one", () => {
  expect(supplyOf([ada, bob, cleo], { count: 1, groupId: "network" }).people).toEqual([ada, cleo]);
  expect(supplyOf([ada, bob, cleo], { count: 1, role: "approver" }).people).toEqual([bob, cleo]);
  expect(supplyOf([ada, bob, cleo], { count: 1 }).people).toHaveLength(3);
});

test("nobody, too few, and nobody to spare for whoever made the change are told apart", () => {
  expect(supplyOf([bob], { count: 1, role: "admin" }).state).toBe("none");
  expect(supplyOf([ada, bob], { count: 3 }).state).toBe("short");
  expect(supplyOf([ada, bob], { count: 2 })).toMatchObject({ state: "scarce", without: [ada] });
  expect(supplyOf([ada, bob, cleo], { count: 2 }).state).toBe("enough");
});
