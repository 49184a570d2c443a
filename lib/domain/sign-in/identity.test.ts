import { expect, test } from "vitest";
import { readIdentity } from "./identity";

const groupsOf = (claims: Record<string, unknown>, name = "groups") =>
  readIdentity({ sub: "1", ...claims }, name).groups;

test.each([
  ["a list", { groups: ["net", "ops", "net"] }, ["net", "ops"]],
  ["a single word", { groups: "net" }, ["net"]],
  ["none", {}, []],
  ["an empty list", { groups: [] }, []],
  ["something else in between", { groups: ["net", 7, null, { id: 1 }, " "] }, ["net"]],
])("groups come as %s", (_, claims, groups) => {
  expect(groupsOf(claims)).toEqual(groups);
});

test("the claim may have any name", () => {
  expect(groupsOf({ "cognito:groups": ["net"], groups: ["other"] }, "cognito:groups")).toEqual(["net"]);
});

test("groups that the provider keeps for another question are not taken for none", () => {
  expect(groupsOf({ _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "…" } } })).toBe("too-many");
});

test("an e-mail address is verified only where the provider says so", () => {
  const verified = (email_verified: unknown) =>
    readIdentity({ sub: "1", email: "a@example.com", email_verified }, "groups").isEmailVerified;
  expect([true, "true"].map(verified)).toEqual([true, true]);
  expect([false, "false", undefined, null, 1, "yes"].map(verified)).toEqual(Array(6).fill(false));
});

test("addresses are compared in small letters, and somebody without a name is called by what there is", () => {
  expect(readIdentity({ sub: "1", email: "Cleo@Example.com" }, "groups")).toMatchObject({
    email: "cleo@example.com",
    name: "cleo",
  });
  expect(readIdentity({ sub: "u-1" }, "groups")).toMatchObject({ email: null, name: "u-1" });
});
