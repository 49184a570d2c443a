import { expect, test } from "vitest";
import { admit, type Known, type Rules } from "./admit";
import type { Identity } from "./identity";

const cleo: Identity = {
  subject: "1",
  email: "cleo@example.com",
  isEmailVerified: true,
  name: "Cleo",
  groups: ["network"],
};
const stranger: Known = { linked: null, byEmail: null };
const member = { userId: "cleo", isMember: true, followsClaims: false };
const rules: Rules = {
  groups: [
    { id: "n", claim: "network", role: "approver" },
    { id: "g", claim: "guests", role: null },
  ],
  defaultRole: null,
};
const foundByEmail = (facts: Partial<NonNullable<Known["byEmail"]>> = {}): Known => ({
  linked: null,
  byEmail: { ...member, isLinkedOtherwise: false, ...facts },
});

test("a person nobody knows is created with the groups of the claim", () => {
  expect(admit(cleo, stranger, rules)).toEqual({ as: "new", email: cleo.email, role: "viewer", groupIds: ["n"] });
});

test("without a group that gives a role the provider's default holds, and without one nobody is let in", () => {
  const guest = { ...cleo, groups: ["guests", "unknown"] };
  expect(admit(guest, stranger, rules)).toMatchObject({ as: "refused", why: "no-role" });
  expect(admit(guest, stranger, { ...rules, defaultRole: "editor" })).toMatchObject({
    role: "editor",
    groupIds: ["g"],
  });
});

test("a verified address links a member once", () => {
  expect(admit(cleo, foundByEmail(), rules)).toEqual({
    as: "member",
    userId: "cleo",
    isNewLink: true,
    groupIds: ["n"],
  });
});

test("an address of somebody who is no member of the provider's organization is not taken over", () => {
  expect(admit(cleo, foundByEmail({ isMember: false }), rules)).toMatchObject({ as: "refused", why: "email-taken" });
});

test("an address that was given to somebody new does not lead to the person who had it", () => {
  expect(admit(cleo, foundByEmail({ isLinkedOtherwise: true }), rules)).toMatchObject({
    as: "refused",
    why: "email-taken",
  });
});

test.each([
  [{ isEmailVerified: false }, "email-unverified"],
  [{ email: null }, "email-missing"],
])("%j does not prove an address", (facts, why) => {
  for (const known of [stranger, foundByEmail()])
    expect(admit({ ...cleo, ...facts }, known, rules)).toMatchObject({ as: "refused", why });
});

test("who is linked stays the same person with any address", () => {
  const known = { linked: member, byEmail: null };
  for (const facts of [{ email: null }, { email: "new@example.com", isEmailVerified: false }])
    expect(admit({ ...cleo, ...facts }, known, rules)).toMatchObject({
      as: "member",
      userId: "cleo",
      isNewLink: false,
    });
});

test("a membership that came with a claim goes with it, one that an admin gave stays", () => {
  const known = (followsClaims: boolean): Known => ({ linked: { ...member, followsClaims }, byEmail: null });
  const without = { ...cleo, groups: [] };
  expect(admit(without, known(true), rules)).toEqual({ as: "refused", why: "no-role", userId: "cleo" });
  expect(admit(without, known(false), rules)).toMatchObject({ as: "member", groupIds: [] });
});

test("who was removed and comes back joins anew", () => {
  const known: Known = { linked: { ...member, isMember: false }, byEmail: null };
  expect(admit(cleo, known, rules)).toEqual({ as: "joining", userId: "cleo", role: "viewer", groupIds: ["n"] });
});

test("groups that were not listed are not taken for none, as far as any group asks for one", () => {
  const many = { ...cleo, groups: "too-many" as const };
  const known = { linked: member, byEmail: null };
  expect(admit(many, known, rules)).toMatchObject({ as: "refused", why: "groups-too-many" });
  expect(admit(many, known, { groups: [], defaultRole: null })).toMatchObject({ as: "member" });
});
