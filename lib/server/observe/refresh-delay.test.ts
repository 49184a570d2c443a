import { expect, it } from "vitest";
import { isOverdue, refreshDelaySeconds } from "./refresh-delay";

const now = new Date("2026-11-20T12:00:00Z");

function delayAfter(minutes: number | null, errorCode: string | null = "RequestLimitExceeded", refreshSeconds = 30) {
  const failingSince = minutes === null ? null : new Date(now.getTime() - minutes * 60_000);
  const readings = [
    { action: "DescribeVpcs", failingSince: null, errorCode: null },
    { action: "DescribeVpnConnections", failingSince, errorCode },
  ];
  return refreshDelaySeconds({ refreshSeconds, readings, now });
}

it("an environment that answers is read as often as it is set to", () => {
  expect(delayAfter(null, null)).toBe(30);
});

it.each([
  [1, 30],
  [4, 60],
  [10, 150],
  [600, 300],
])("after %i minutes of throttling the next look is %i s away", (minutes, seconds) => {
  expect(delayAfter(minutes)).toBe(seconds);
});

it("an action that the endpoint does not know slows nothing down", () => {
  expect(delayAfter(600, "InvalidAction")).toBe(30);
});

it("a refresh set to less often than the limit stays so", () => {
  expect(delayAfter(600, "RequestLimitExceeded", 3600)).toBe(3600);
});

it("a round is overdue once its next refresh should long have come, and one that never was is at once", () => {
  const after = (seconds: number | null) =>
    isOverdue({
      refreshSeconds: 300,
      readings: [],
      attemptedAt: seconds === null ? null : new Date(now.getTime() - seconds * 1000),
      now,
    });
  expect([null, 60, 305, 320].map(after)).toEqual([true, false, false, true]);
});
