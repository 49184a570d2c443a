import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { db } from "@/lib/server/db/client";
import { actions } from "./authorization/actions";
import { open } from "./authorization/open-to-anybody";
import { places } from "./authorization/places";
import { differences, storedRows } from "./authorization/stored-rows";
import { findActions, findPlaces } from "./authorization/surface";
import { MARK, makeWorld, people } from "./authorization/world";

// A request as Next would have it. Whose it is comes from its cookie, as it does in the product.
const request = vi.hoisted(() => ({ cookie: "", "x-underpass-path": "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(request),
  cookies: async () => ({ get: () => undefined, getAll: () => [], has: () => false, set: () => undefined }),
}));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
// Words are not what this is about.
const words = vi.hoisted(() => {
  const say = Object.assign((key: string) => key, {
    rich: (key: string) => key,
    raw: (key: string) => key,
    has: () => true,
  });
  return { say };
});
vi.mock("next-intl/server", () => ({
  getTranslations: async () => words.say,
  getLocale: async () => "en",
  getTimeZone: async () => "UTC",
  getNow: async () => new Date(),
  getMessages: async () => ({}),
  getFormatter: async () => ({ number: String, dateTime: String, list: String, relativeTime: String }),
}));

const root = path.resolve(import.meta.dirname, "../..");
const foundActions = findActions();
const foundPlaces = findPlaces();

let world: Awaited<ReturnType<typeof makeWorld>>;

beforeAll(async () => {
  // next.config.ts switches `forbidden()` on; Next tells it to the server by this.
  process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = "true";
  world = await makeWorld();
}, 60_000);

test("every action, route and page has a line in the table, and every line is about one", () => {
  const found = [...foundActions, ...foundPlaces].map(({ name }) => name);
  const listed = [actions, places, open].flatMap((lines) => Object.keys(lines));
  expect(
    found.filter((name) => !listed.includes(name)),
    "in no table of scripts/test/authorization",
  ).toEqual([]);
  expect(
    listed.filter((name) => !found.includes(name)),
    "not in the product any more",
  ).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
});

describe.each(foundActions.filter(({ name }) => name in actions))("$name", ({ name, file }) => {
  const line = lineOf(actions, name);
  const call = async (as: string, input: unknown) => {
    become(as);
    const loaded: Record<string, unknown> = await import(path.join(root, file));
    return answers.parse((await actionOf(loaded[name])(input)) ?? {});
  };

  test("is for those it is for, and changes nothing for the others", async () => {
    const before = await storedRows();
    for (const person of [...people, "nobody"]) {
      if (line.may.some((one) => one === person)) {
        // It looks at what was sent, so it let them in.
        expect(await call(person, null), person).toHaveProperty("validationErrors");
        continue;
      }
      const refused = person === "nobody" ? "signed-out" : "not-allowed";
      expect(await call(person, line.input(world.ours)), person).toMatchObject({ serverError: { code: refused } });
    }
    expect(differences(before, await storedRows())).toEqual([]);
  });

  test("gives nothing of ours to an admin of another organization", async () => {
    const before = await storedRows();
    const answer = await call("stranger", line.input(world.ours));
    expect(answer.validationErrors).toBeUndefined();
    if (line.stranger !== null) expect(answer).toMatchObject({ serverError: { code: line.stranger } });
    expect(JSON.stringify(answer.data ?? null)).not.toContain(MARK);
    expectUntouched(differences(before, await storedRows()));
  });
});

describe.each(foundPlaces.filter(({ name }) => name in places))("$name", ({ name, file, method }) => {
  const line = lineOf(places, name);
  const params = () => line.params?.(world.ours) ?? {};
  /** What is sent is read only where somebody is let in, so nothing happens by an empty body. */
  const visit = async (as: string, body: unknown = line.body) => {
    become(as, name);
    const loaded: Record<string, unknown> = await import(path.join(root, file));
    return outcomeOf(() =>
      method === null
        ? pageOf(loaded.default)({ params: Promise.resolve(params()), searchParams: Promise.resolve({}) })
        : handlerOf(loaded[method])(requestOf(as, { name, method, body }), { params: Promise.resolve(params()) }),
    );
  };

  test("opens for those it is for", async () => {
    for (const person of people) {
      const expected = line.may.some((one) => one === person) ? "opens" : "forbidden";
      expect((await visit(person, expected === "opens" ? null : line.body)).outcome, person).toBe(expected);
    }
    expect((await visit("nobody")).outcome).toBe("sign-in");
  });

  test("shows nothing of ours to an admin of another organization", async () => {
    const before = await storedRows();
    const { outcome, shown } = await visit("stranger");
    expect(outcome).toBe(line.stranger === "not-found" ? "not-found" : isForAdmins(line.may) ? "opens" : "forbidden");
    expect(shown).not.toContain(MARK);
    expectUntouched(differences(before, await storedRows()));
  });
});

test("a page that a role does not open is on record, once an hour for each person", async () => {
  become("viewer", "/settings/x?y=1");
  const { requireRight } = await import("@/lib/server/auth/viewer");
  const written = () =>
    db.auditEvent.findMany({
      where: { actorName: `${MARK}-viewer`, detail: { path: ["page"], equals: "/settings/x" } },
    });
  for (const _ of [1, 2]) await expect(requireRight("administer")).rejects.toThrow();
  expect(await written()).toMatchObject([{ action: "right.refused", subject: "administer" }]);
});

function lineOf<Line>(table: Record<string, Line>, name: string): Line {
  const line = table[name];
  if (!line) throw new Error(`${name} has no line`);
  return line;
}

function become(person: string, page = ""): void {
  request.cookie = world.cookies.get(person) ?? "";
  request["x-underpass-path"] = page;
}

/** With a key where it is the API's. */
function requestOf(person: string, { name, method, body }: { name: string; method: string; body: unknown }): Request {
  const key = name.startsWith("/api/v1/") ? world.keys.get(person) : undefined;
  return new Request("http://127.0.0.1:3000/", {
    method,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    ...(method === "POST" && { body: JSON.stringify(body) }),
  });
}

function isForAdmins(may: readonly string[]): boolean {
  return may.includes("admin") || may.includes("reveal-keys");
}

/** A stranger may leave something of their own behind, and no row that speaks of ours. */
function expectUntouched(rows: string[]): void {
  const ids = Object.values(world.ours)
    .map(String)
    .filter((id) => id.length > 4 && id !== "vpc");
  expect(rows.filter((row) => row.includes(MARK) || ids.some((id) => row.includes(id)))).toEqual([]);
}

const answers = z.looseObject({
  data: z.unknown().optional(),
  serverError: z.looseObject({ code: z.string() }).optional(),
  validationErrors: z.unknown().optional(),
});

type Callable = (...values: unknown[]) => Promise<unknown>;
const callable = z.custom<Callable>((value) => typeof value === "function");
const actionOf = (value: unknown) => callable.parse(value);
const pageOf = (value: unknown) => callable.parse(value);
const handlerOf = (value: unknown) => callable.parse(value);

type Outcome = "opens" | "sign-in" | "forbidden" | "not-found";

/** How a visit ends, in what Next makes of it; what it showed stands beside it. */
async function outcomeOf(visit: () => Promise<unknown>): Promise<{ outcome: Outcome; shown: string }> {
  try {
    const answer = await visit();
    if (answer instanceof Response) return { outcome: outcomeByStatus(answer.status), shown: await textOf(answer) };
    return { outcome: "opens", shown: textsIn(answer) };
  } catch (error) {
    const digest = z.looseObject({ digest: z.string() }).safeParse(error).data?.digest ?? "";
    if (digest.startsWith("NEXT_REDIRECT")) {
      return { outcome: digest.includes(";/sign-in") ? "sign-in" : "opens", shown: digest };
    }
    if (digest.endsWith(";404")) return { outcome: "not-found", shown: "" };
    if (digest.endsWith(";403")) return { outcome: "forbidden", shown: "" };
    throw error;
  }
}

function outcomeByStatus(status: number): Outcome {
  if (status === 401) return "sign-in";
  if (status === 403) return "forbidden";
  return status === 404 ? "not-found" : "opens";
}

/** A stream of events never ends, and what it says has no data. */
async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get("content-type") !== "text/event-stream") return answer.text();
  await answer.body?.cancel();
  return "";
}

/** All texts in what a page returned, its components' props included. */
function textsIn(shown: unknown, seen = new Set<unknown>()): string {
  if (typeof shown === "string") return `${shown}\n`;
  if (typeof shown !== "object" || shown === null || seen.has(shown)) return "";
  seen.add(shown);
  const parts = shown instanceof Map || shown instanceof Set ? [...shown] : Object.values(shown);
  return parts.map((part) => textsIn(part, seen)).join("");
}
