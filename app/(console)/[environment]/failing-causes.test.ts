import { expect, it } from "vitest";
import type { ListReading } from "@/lib/server/network/list-readings";
import { failingCauses } from "./failing-causes";

const now = new Date("2026-11-20T12:00:00Z");
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

function failing(
  action: string,
  code: string,
  seconds: number,
  readAt: Date | null = secondsAgo(seconds),
): ListReading {
  const failure = { since: secondsAgo(seconds), attemptedAt: now, code, message: "", requestId: null };
  return { action, kinds: [], readAt, failure: { ...failure, category: "throttled" } };
}

it("lists that fail alike are one cause, since the first of them", () => {
  const causes = failingCauses([
    failing("A", "InvalidAction", 90),
    failing("B", "AuthFailure", 60),
    failing("C", "AuthFailure", 120),
  ]);
  expect(causes.map(({ code, since, failing }) => [code, since, failing.map(({ action }) => action)])).toEqual([
    ["AuthFailure", secondsAgo(120), ["B", "C"]],
    ["InvalidAction", secondsAgo(90), ["A"]],
  ]);
});

it("the first reading that fails is told at once", () => {
  expect(failingCauses([failing("A", "AuthFailure", 0)]).map(({ code }) => code)).toEqual(["AuthFailure"]);
});

it("what answers causes nothing", () => {
  expect(failingCauses([{ action: "A", kinds: [], readAt: now, failure: null }])).toEqual([]);
});

it("the request that is shown is the one that failed last", () => {
  const [first, second] = [failing("A", "AuthFailure", 60), failing("B", "AuthFailure", 60)];
  if (first.failure) first.failure.attemptedAt = secondsAgo(30);
  if (second.failure) Object.assign(second.failure, { attemptedAt: secondsAgo(5), requestId: "req-5" });
  expect(failingCauses([second, first])[0]?.latest).toMatchObject({ action: "B", requestId: "req-5" });
});
