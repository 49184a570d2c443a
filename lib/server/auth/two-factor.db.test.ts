import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { accountFacts, changePassword } from "./account";
import { getAuth } from "./auth";
import { endMemberSessions, endOtherSessions, endSessionOf, listSessions } from "./sessions";
import { signInWithCode, signInWithPassword } from "./sign-in";
import { beginTwoFactor, confirmTwoFactor, disableTwoFactor, resetTwoFactor, type TwoFactorSetup } from "./two-factor";
import type { Viewer } from "./viewer-of";

// A browser as Next would show it: what it sends is set by the test.
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ ...browser, "user-agent": "Firefox" }),
  cookies: async () => ({
    set: () => undefined,
    get: (name: string) => {
      const found = browser.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
      return found && { value: decodeURIComponent(found.slice(name.length + 1)) };
    },
  }),
}));

const PASSWORD = "correct horse";

beforeEach(async () => {
  browser.cookie = "";
  await db.rateLimit.deleteMany();
});

/** Gives the right password, and keeps what the answer sets. */
async function enterPassword({ email }: Viewer): Promise<void> {
  const response = await (await getAuth()).handler(
    new Request("http://127.0.0.1:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  const kept = response.headers.getSetCookie().filter((line) => !/Max-Age=0/i.test(line));
  browser.cookie = kept.map((line) => line.split(";")[0]).join("; ");
  await db.rateLimit.deleteMany();
}

const codeOf = ({ secret }: TwoFactorSetup) => createOTP(new TextDecoder().decode(base32.decode(secret))).totp();

async function withTwoFactor(organizationId?: string): Promise<{ viewer: Viewer; setup: TwoFactorSetup }> {
  const viewer = await addViewer("editor", organizationId);
  await enterPassword(viewer);
  const setup = await beginTwoFactor(viewer, PASSWORD);
  await confirmTwoFactor(viewer, await codeOf(setup));
  await db.session.deleteMany({ where: { userId: viewer.userId } });
  browser.cookie = "";
  return { viewer, setup };
}

const actionsOf = async ({ organizationId }: Viewer) =>
  (await db.auditEvent.findMany({ where: { organizationId }, orderBy: { number: "asc" } })).map(({ action }) => action);

test("codes are asked for once a first one was right, and a password alone then begins no session", async () => {
  const viewer = await addViewer("editor");
  await enterPassword(viewer);
  const setup = await beginTwoFactor(viewer, PASSWORD);
  expect(await accountFacts(viewer)).toMatchObject({ hasTwoFactor: false });
  await expect(confirmTwoFactor(viewer, "000000")).rejects.toMatchObject({ code: "code-refused" });
  await confirmTwoFactor(viewer, await codeOf(setup));
  expect(await accountFacts(viewer)).toMatchObject({ hasTwoFactor: true, hasPassword: true });
  await db.session.deleteMany();
  expect(await signInWithPassword(viewer.email, PASSWORD)).toBe("code-needed");
  expect(await db.session.count()).toBe(0);
});

test("the code of the app signs in, a wrong one does not, and both are on record", async () => {
  const { viewer, setup } = await withTwoFactor();
  await enterPassword(viewer);
  await expect(signInWithCode("000000")).rejects.toMatchObject({ code: "code-refused" });
  await signInWithCode(await codeOf(setup));
  expect(await db.session.count({ where: { userId: viewer.userId } })).toBe(1);
  expect(await actionsOf(viewer)).toEqual([
    "session.signed-in",
    "two-factor.begun",
    "two-factor.enabled",
    "session.sign-in-refused",
    "session.signed-in",
  ]);
});

test("a backup code counts once", async () => {
  const { viewer, setup } = await withTwoFactor();
  const [code = ""] = setup.backupCodes;
  await enterPassword(viewer);
  await signInWithCode(code);
  expect(await db.session.count({ where: { userId: viewer.userId } })).toBe(1);
  await enterPassword(viewer);
  await expect(signInWithCode(code)).rejects.toMatchObject({ code: "code-refused" });
});

test("the sixth code after a password is refused even when it is right, and so is one without a password", async () => {
  const { viewer, setup } = await withTwoFactor();
  await expect(signInWithCode(await codeOf(setup))).rejects.toMatchObject({ code: "code-expired" });
  await enterPassword(viewer);
  for (let index = 0; index < 5; index++) await expect(signInWithCode("000000")).rejects.toThrow();
  await expect(signInWithCode(await codeOf(setup))).rejects.toMatchObject({ code: "code-expired" });
  await enterPassword(viewer);
  for (let index = 0; index < 5; index++) await expect(signInWithCode("000000")).rejects.toThrow();
  await enterPassword(viewer);
  await expect(signInWithCode(await codeOf(setup))).rejects.toMatchObject({ code: "code-limited" });
});

test("turning codes on or off asks for the password, ten times at most", async () => {
  const { viewer } = await withTwoFactor();
  await db.user.update({ where: { id: viewer.userId }, data: { twoFactorEnabled: false } });
  await enterPassword(viewer);
  const wrong = [
    () => beginTwoFactor(viewer, "wrong"),
    () => disableTwoFactor(viewer, "wrong"),
    () => changePassword(viewer, { current: "wrong", next: "another long one" }),
  ];
  for (const attempt of wrong) await expect(attempt()).rejects.toMatchObject({ code: "wrong-password" });
  for (let index = 0; index < 7; index++) await expect(disableTwoFactor(viewer, "wrong")).rejects.toThrow();
  await expect(disableTwoFactor(viewer, PASSWORD)).rejects.toMatchObject({ code: "password-limited" });
  await db.rateLimit.deleteMany();
  await disableTwoFactor(viewer, PASSWORD);
  expect(await db.twoFactor.count({ where: { userId: viewer.userId } })).toBe(0);
});

test("an admin resets a member's codes, but not those of somebody whom another organization counts on", async () => {
  const admin = await addViewer("admin");
  const { viewer } = await withTwoFactor(admin.organizationId);
  const stranger = await addViewer("admin");
  await expect(resetTwoFactor(stranger, viewer.userId)).rejects.toMatchObject({ code: "member-gone" });
  await expect(resetTwoFactor(viewer, viewer.userId)).rejects.toMatchObject({ code: "not-allowed" });
  const membership = { id: "elsewhere", userId: viewer.userId, organizationId: stranger.organizationId };
  await db.member.create({ data: { ...membership, role: "viewer", createdAt: new Date() } });
  await expect(resetTwoFactor(admin, viewer.userId)).rejects.toMatchObject({ code: "two-factor-shared" });
  await db.member.delete({ where: { id: membership.id } });
  await resetTwoFactor(admin, viewer.userId);
  expect(await signInWithPassword(viewer.email, PASSWORD)).toBe("session");
  expect(await actionsOf(admin)).toContain("two-factor.reset");
});

test("neither the secret nor a backup code is stored or recorded as it is", async () => {
  const { viewer, setup } = await withTwoFactor();
  const kept = JSON.stringify([
    await db.twoFactor.findMany({ where: { userId: viewer.userId } }),
    (await db.auditEvent.findMany()).map(({ detail, subject }) => [detail, subject]),
  ]);
  for (const text of [setup.secret, new TextDecoder().decode(base32.decode(setup.secret)), ...setup.backupCodes])
    expect(kept).not.toContain(text);
});

test("sessions are listed with their browser and ended one by one, all others, or by an admin; never somebody else's", async () => {
  const admin = await addViewer("admin");
  const viewer = await addViewer("viewer", admin.organizationId);
  for (let index = 0; index < 3; index++) await signInWithPassword(viewer.email, PASSWORD);
  await enterPassword(viewer);
  const sessions = await listSessions(viewer);
  expect(sessions.map(({ isThisOne }) => isThisOne)).toEqual([true, false, false, false]);
  expect(sessions[1]?.userAgent).toBe("Firefox");
  await endSessionOf(admin, sessions[1]?.id ?? "");
  expect(await listSessions(viewer)).toHaveLength(4);
  await endSessionOf(viewer, sessions[1]?.id ?? "");
  expect(await listSessions(viewer)).toHaveLength(3);
  await endOtherSessions(viewer);
  expect(await listSessions(viewer)).toMatchObject([{ isThisOne: true }]);
  await expect(endMemberSessions(await addViewer("admin"), viewer.userId)).rejects.toMatchObject({
    code: "member-gone",
  });
  expect(await endMemberSessions(admin, viewer.userId)).toEqual({ ended: 1 });
  expect(await db.session.count({ where: { userId: viewer.userId } })).toBe(0);
});
