import { expect, test } from "vitest";
import { alwaysRefused, namedActions, readJudges, simulatedActions } from "./named-actions";

test("a judge carries out every simulated operation that ever succeeds", () => {
  const tried = new Set(readJudges().flatMap(namedActions));
  const missing = [...simulatedActions].filter((action) => !tried.has(action) && !alwaysRefused.has(action));
  expect(missing).toEqual([]);
});
