import { expect, test } from "vitest";
import { hasRight, parseRole, roles, rolesWith } from "./rights";

test("everybody may look, and a viewer may do nothing else", () => {
  expect(rolesWith("see")).toEqual([...roles]);
  for (const right of ["edit", "submit", "download-configuration", "review", "apply", "administer"] as const) {
    expect(hasRight("viewer", right)).toBe(false);
  }
});

test("an approver can neither edit nor receive a configuration with its keys", () => {
  expect(hasRight("approver", "edit")).toBe(false);
  expect(hasRight("approver", "download-configuration")).toBe(false);
});

test("only an admin may administer", () => {
  expect(rolesWith("administer")).toEqual(["admin"]);
});

test("a role that the code does not know is refused instead of being given rights", () => {
  expect(() => parseRole("owner")).toThrow("owner");
});
