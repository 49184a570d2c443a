import { expect, test } from "vitest";
import { phrase } from "../phrase";
import type { CallStep } from "../plan/step";
import { remainingSeconds } from "./run-progress-order";

function call(id: string, seconds: number, after: string[] = []): CallStep {
  return {
    type: "call",
    id,
    kind: "vpc",
    key: `vpc/${id}`,
    after,
    impact: 1,
    phrase: phrase("changes.steps.createVpc"),
    operation: "create",
    effect: "create",
    call: { action: "CreateVpc", input: {} },
    timing: { typicalSeconds: [1, seconds], longestSeconds: 600 },
  };
}

test("what the longest chain begins with has the longest way to go, however short it is itself", () => {
  const steps = [
    call("vpc", 10),
    call("gateway", 5),
    call("site", 20),
    call("attachment", 480, ["vpc", "gateway"]),
    call("connection", 600, ["attachment", "site"]),
  ];
  expect(Object.fromEntries(remainingSeconds(steps))).toEqual({
    vpc: 1090,
    gateway: 1085,
    site: 620,
    attachment: 1080,
    connection: 600,
  });
});
