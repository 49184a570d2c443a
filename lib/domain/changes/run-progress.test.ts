import fc from "fast-check";
import { expect, test } from "vitest";
import { nextMoves, type StepProgress, type StepState, stepStates } from "./run-progress";

function step(id: string, state: StepState, after: string[] = []): StepProgress {
  return { id, state, after };
}

test("independent steps start side by side, dependent ones wait", () => {
  const steps = [step("a", "pending"), step("b", "pending"), step("c", "pending", ["a"])];
  expect(nextMoves(steps, false)).toEqual({ start: ["a", "b"], skip: [], outcome: null });
});

test("a failed step leaves later steps unstarted and lets the rest finish", () => {
  const steps = [step("a", "failed"), step("b", "pending", ["a"]), step("c", "pending", ["b"]), step("d", "settling")];
  expect(nextMoves(steps, false)).toEqual({
    start: [],
    skip: [
      { id: "b", because: "a" },
      { id: "c", because: "b" },
    ],
    outcome: null,
  });
  expect(nextMoves([...steps.slice(0, 3), step("d", "done")], false).outcome).toBe("partial");
});

test("an unknown step ends nothing: it is looked for first", () => {
  const moves = nextMoves([step("a", "unknown"), step("b", "pending", ["a"])], false);
  expect(moves).toEqual({ start: [], skip: [], outcome: null });
});

test("a cancelled run starts nothing more and waits for what is under way", () => {
  const steps = [step("a", "settling"), step("b", "pending", ["a"]), step("c", "pending")];
  const moves = nextMoves(steps, true);
  expect(moves.start).toEqual([]);
  expect(moves.skip.map(({ id }) => id)).toEqual(["b", "c"]);
  expect(moves.outcome).toBeNull();
  expect(nextMoves([step("a", "done"), ...steps.slice(1)], true).outcome).toBe("cancelled");
});

test("a run whose last step was done when it was cancelled is applied", () => {
  expect(nextMoves([step("a", "done")], true).outcome).toBe("applied");
});

const anySteps = fc
  .array(fc.tuple(fc.constantFrom(...stepStates), fc.array(fc.nat(), { maxLength: 2 })), { maxLength: 8 })
  .map((rows) =>
    rows.map(([state, after], index) =>
      step(`s${index}`, state, index === 0 ? [] : after.map((number) => `s${number % index}`)),
    ),
  );

test("no step starts before all that it waits for is done, and every run comes to an end", () => {
  fc.assert(
    fc.property(anySteps, fc.boolean(), (steps, isCancelled) => {
      const states = new Map(steps.map(({ id, state }) => [id, state]));
      const moves = nextMoves(steps, isCancelled);
      for (const id of moves.start) {
        expect(steps.find((one) => one.id === id)?.after.every((other) => states.get(other) === "done")).toBe(true);
      }
      const isUnderWay = steps.some(({ state }) => state === "calling" || state === "settling" || state === "unknown");
      expect(moves.start.length > 0 || isUnderWay || moves.outcome !== null).toBe(true);
    }),
  );
});
