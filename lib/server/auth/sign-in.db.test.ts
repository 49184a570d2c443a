import { beforeEach, expect, test, vi } from "vitest";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { getAuth } from "./auth";
import { ensureOrganization } from "./bootstrap";
import { forgetExpired } from "./forget-expired";
import { hasTrace } from "./session-trace";
import { endSession, signInWithPassword } from "./sign-in";

// A request as Next would have it; the rest of Next is not needed to sign in.
const request = vi.hoisted(() => ({ cookie: "" }));
const answered = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  headers: async () => new Headers(request),
  cookies: async () => ({ get: () => undefined, set: (name: string, value: string) => answered.set(name, value) }),
}));

beforeEach(async () => {
  request.cookie = "";
  await db.rateLimit.deleteMany();
});

async function signInOverHttp(email: string, password: string): Promise<Response> {
  return (await getAuth()).handler(
    new Request("http://127.0.0.1:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: "http://127.0.0.1:3000",
        "x-forwarded-for": "203.0.113.9",
      },
      body: JSON.stringify({ email, password }),
    }),
  );
}

test("the first admin signs in with the password that was printed, in capitals or not", async () => {
  await ensureOrganization({ email: "Admin@Example.com", password: "printed-password" });
  await signInWithPassword("ADMIN@example.com", "printed-password");
  expect(await db.session.count()).toBe(1);
});

test("a second start neither adds an admin nor changes the password", async () => {
  const { organizationId } = await ensureOrganization({ email: "other@example.com", password: "another-password" });
  expect(await db.member.count({ where: { organizationId } })).toBe(1);
  await expect(signInWithPassword("other@example.com", "another-password")).rejects.toMatchObject({
    code: "sign-in-refused",
  });
});

test("an unknown address and a wrong password get the same answer", async () => {
  const viewer = await addViewer("viewer");
  for (const email of [viewer.email, "nobody@example.com"]) {
    await expect(signInWithPassword(email, "wrong password")).rejects.toMatchObject({ code: "sign-in-refused" });
  }
});

test("the eleventh attempt within five minutes is refused, even with the right password and through the HTTP endpoint", async () => {
  const { email } = await addViewer("viewer");
  const attempts = Array.from({ length: 10 }, () => signInWithPassword(email, "wrong password"));
  for (const attempt of await Promise.allSettled(attempts))
    expect(attempt).toMatchObject({ reason: { code: "sign-in-refused" } });
  await expect(signInWithPassword(email, "correct horse")).rejects.toMatchObject({ code: "sign-in-limited" });

  const response = await signInOverHttp(email, "correct horse");
  expect(response.status).toBe(429);
});

test("attempts beyond the limit are on record once, not a thousand times", async () => {
  const { email, organizationId } = await addViewer("viewer");
  const limited = () => db.auditEvent.count({ where: { organizationId, action: "session.sign-in-limited" } });
  const attempts = Array.from({ length: 14 }, () => signInWithPassword(email, "wrong password"));
  await Promise.allSettled(attempts);
  await vi.waitFor(async () => expect(await limited()).toBe(1));
});

test("a hundred attempts from one place are enough, whatever addresses they are for", async () => {
  const place = "sign-in:from unknown";
  await db.rateLimit.create({ data: { id: place, key: place, count: 100, lastRequest: Date.now() } });
  await expect(signInWithPassword("nobody@example.com", "wrong password")).rejects.toMatchObject({
    code: "sign-in-limited",
  });
});

test("nobody can sign up", async () => {
  const body = { name: "Eve", email: "eve@example.com", password: "long enough password" };
  await expect((await getAuth()).api.signUpEmail({ body })).rejects.toThrow();
  expect(await db.user.count({ where: { email: body.email } })).toBe(0);
});

test("sessions whose time is over are removed and the others stay", async () => {
  const { email } = await addViewer("viewer");
  await signInWithPassword(email, "correct horse");
  await signInWithPassword(email, "correct horse");
  const [old] = await db.session.findMany({ where: { user: { email } } });
  await db.session.update({ where: { id: old?.id }, data: { expiresAt: new Date(0) } });
  await forgetExpired();
  expect(await db.session.count({ where: { user: { email } } })).toBe(1);
});

test("who signed in, who was refused and who signed out is on record, an address that is nobody's is not", async () => {
  const { organizationId, userId, name, email } = await addViewer("viewer");
  const recorded = () =>
    db.auditEvent.findMany({
      where: { organizationId },
      orderBy: { number: "asc" },
      select: { action: true, actorId: true, subject: true },
    });
  await expect(signInWithPassword(email.toUpperCase(), "wrong password")).rejects.toThrow();
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(1));
  const { headers } = await signInOverHttp(email, "correct horse");
  request.cookie = headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
  await endSession();
  await expect(signInWithPassword("nobody@example.com", "correct horse")).rejects.toThrow();
  expect(await recorded()).toEqual([
    { action: "session.sign-in-refused", actorId: null, subject: name },
    { action: "session.signed-in", actorId: userId, subject: name },
    { action: "session.signed-out", actorId: userId, subject: name },
  ]);
});

test("a browser whose session cookie is gone is still told that its session has ended, until somebody signs out", async () => {
  const { email } = await addViewer("viewer");
  const browser = () =>
    new Headers({ cookie: [...answered].flatMap(([name, value]) => value && `${name}=${value}`).join("; ") });
  answered.clear();
  expect(hasTrace(browser())).toBe(false);
  await signInWithPassword(email, "correct horse");
  for (const name of answered.keys()) if (name.includes("session")) answered.delete(name);
  expect(hasTrace(browser())).toBe(true);
  await endSession();
  expect(hasTrace(browser())).toBe(false);
});
