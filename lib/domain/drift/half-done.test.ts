import { expect, test } from "vitest";
import { halfDone } from "./half-done";

test("a run that ended early left what it had begun, and neither what it finished nor what it never touched", () => {
  const steps = [
    { stepId: "vpn-connection/leeds#modify", state: "done" },
    { stepId: "vpn-connection/leeds#modify:2", state: "skipped" },
    { stepId: "vpn-connection/york#modify", state: "done" },
    { stepId: "vpn-connection/york#modify:2", state: "done" },
    { stepId: "customer-gateway/bath#modify", state: "failed" },
    { stepId: "vpc/main#modify", state: "pending" },
  ];
  expect([...halfDone(steps)]).toEqual(["vpn-connection/leeds", "customer-gateway/bath"]);
});
