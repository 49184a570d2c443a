import { expect, test } from "vitest";
import { freezeInput } from "./freeze-input";
import { freezeState } from "./freeze-state";

const good = {
  scope: "organization",
  reason: "Year-end closing",
  startsAt: "2026-12-24T00:00:00Z",
  endsAt: "2027-01-02T00:00:00Z",
};

function problemsOf(input: object): string[] {
  const { error } = freezeInput.safeParse({ ...good, ...input });
  return error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
}

test("a freeze of everything names neither an environment nor resources", () => {
  expect(problemsOf({})).toEqual([]);
});

test.each([
  [{ scope: "environment" }, "environmentId: policy.problems.environment"],
  [{ scope: "resources", environmentId: crypto.randomUUID() }, "keys: policy.problems.keys"],
  [{ endsAt: good.startsAt }, "endsAt: policy.problems.endsBeforeStart"],
  [{ endsAt: "" }, "endsAt: policy.problems.instant"],
])("refuses %j beside the field", (input, problem) => {
  expect(problemsOf(input)).toContain(problem);
});

test("a freeze is in force from its first moment until before its last one, unless somebody lifted it", () => {
  const [startsAt, endsAt] = [new Date(good.startsAt), new Date(good.endsAt)];
  const at = (now: Date, liftedAt: Date | null = null) => freezeState({ startsAt, endsAt, liftedAt }, now);
  expect(at(new Date(startsAt.getTime() - 1))).toBe("coming");
  expect(at(startsAt)).toBe("active");
  expect(at(new Date(endsAt.getTime() - 1))).toBe("active");
  expect(at(endsAt)).toBe("ended");
  expect(at(startsAt, startsAt)).toBe("lifted");
});
