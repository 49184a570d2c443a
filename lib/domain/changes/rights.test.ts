import { expect, test } from "vitest";
import { grants, hasRight, parseGrant, parseRole, type Right, type Role, roles } from "./rights";

const byRole = (role: Role, right: Right) => hasRight({ roles: [role], grants: [] }, right);
const rights = ["edit", "submit", "review", "administer", ...grants] as const;

test("everybody may look, and a viewer may do nothing else", () => {
  expect(roles.filter((role) => byRole(role, "see"))).toEqual([...roles]);
  expect(rights.filter((right) => byRole("viewer", right))).toEqual([]);
});

test("no role brings along what is given by itself, not even an admin's", () => {
  for (const role of roles) expect(grants.filter((grant) => byRole(role, grant))).toEqual([]);
  expect(hasRight({ roles: ["viewer"], grants: ["apply"] }, "apply")).toBe(true);
  expect(hasRight({ roles: ["viewer"], grants: ["apply"] }, "break-glass")).toBe(false);
});

test("an approver cannot edit, unless a group makes them an editor as well", () => {
  expect(byRole("approver", "edit")).toBe(false);
  expect(hasRight({ roles: ["approver", "editor"], grants: [] }, "edit")).toBe(true);
});

test("only an admin may administer", () => {
  expect(roles.filter((role) => byRole(role, "administer"))).toEqual(["admin"]);
});

test("who looks after the installation has no more rights inside an organization, and no role or grant makes one", () => {
  expect(hasRight({ roles: ["admin"], grants }, "manage-installation")).toBe(false);
  const host = { roles: ["viewer"], grants: [], isInstallationAdmin: true } as const;
  expect(hasRight(host, "manage-installation")).toBe(true);
  expect(rights.filter((right) => hasRight(host, right))).toEqual([]);
});

test("a role or a grant that the code does not know is refused instead of being given rights", () => {
  expect(() => parseRole("owner")).toThrow("owner");
  expect(() => parseGrant("everything")).toThrow("everything");
});
