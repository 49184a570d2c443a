import { describe, expect, it } from "vitest";
import { compareTunnel, type TunnelRecord, type TunnelReport } from "./compare-tunnels";

const NOW = new Date("2026-11-20T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function report(status: "UP" | "DOWN", lastStatusChange: Date | null, statusMessage = ""): TunnelReport {
  const telemetry = { status, statusMessage, acceptedRouteCount: 0, lastStatusChange };
  return { connectionId: "c", outsideIpAddress: "203.0.113.7", ordinal: 1, telemetry };
}

const up: TunnelRecord = {
  status: "UP",
  statusMessage: "",
  acceptedRouteCount: 0,
  since: minutesAgo(600),
  firstUpAt: minutesAgo(900),
  readAt: minutesAgo(1),
};
const context = { readAt: NOW, sibling: null };
const besides = (status: "UP" | "DOWN", minutes: number) => ({
  readAt: NOW,
  sibling: report(status, minutesAgo(minutes)).telemetry,
});

it("the same status makes no transition and only a fresher reading", () => {
  expect(compareTunnel(up, report("UP", minutesAgo(600)), context)).toEqual({
    record: { ...up, readAt: NOW },
    transition: null,
  });
});

it("a new message with the same status is no transition", () => {
  const step = compareTunnel(up, report("UP", minutesAgo(1), "3 BGP ROUTES"), context);
  expect(step.transition).toBeNull();
  expect(step.record).toMatchObject({ statusMessage: "3 BGP ROUTES", since: minutesAgo(600) });
});

it("a change takes EC2's time", () => {
  const { record, transition } = compareTunnel(up, report("DOWN", minutesAgo(2)), context);
  expect(transition).toEqual({ at: minutesAgo(2), fromStatus: "UP", toStatus: "DOWN" });
  expect(record).toMatchObject({ status: "DOWN", since: minutesAgo(2), firstUpAt: minutesAgo(900) });
});

it.each([
  ["missing", null],
  ["ahead of our clock", minutesAgo(-30)],
  ["older than the status before", minutesAgo(700)],
])("a change takes our time when EC2's is %s", (_name, reported) => {
  expect(compareTunnel(up, report("DOWN", reported), context).transition?.at).toEqual(NOW);
});

it("without telemetry the last values stay, with their age", () => {
  expect(compareTunnel(up, { ...report("UP", null), telemetry: null }, context)).toEqual({
    record: up,
    transition: null,
  });
});

it("a tunnel that was never reported is unknown and unread", () => {
  const { record } = compareTunnel(null, { ...report("UP", null), telemetry: null }, context);
  expect(record).toMatchObject({ status: "UNKNOWN", readAt: null, since: null });
});

describe("at first sight", () => {
  it("an UP tunnel begins when EC2 says, and was up", () => {
    const { record, transition } = compareTunnel(null, report("UP", minutesAgo(5000)), context);
    expect(record).toMatchObject({ since: minutesAgo(5000), firstUpAt: minutesAgo(5000) });
    expect(transition).toEqual({ at: minutesAgo(5000), fromStatus: "UNKNOWN", toStatus: "UP" });
  });

  it("a DOWN tunnel that changed long after its sibling was up before", () => {
    const step = compareTunnel(null, report("DOWN", minutesAgo(38)), besides("UP", 5000));
    expect(step.record.firstUpAt).toEqual(minutesAgo(38));
  });

  it("a DOWN tunnel that did not change after its sibling came up has never been up", () => {
    const step = compareTunnel(null, report("DOWN", minutesAgo(5000)), besides("UP", 38));
    expect(step.record.firstUpAt).toBeNull();
  });

  it("two tunnels that are DOWN since they began together have never been up", () => {
    const step = compareTunnel(null, report("DOWN", minutesAgo(5000)), besides("DOWN", 5003));
    expect(step.record.firstUpAt).toBeNull();
  });

  it("two tunnels that went DOWN at different times are not said to have never been up", () => {
    const step = compareTunnel(null, report("DOWN", minutesAgo(5000)), besides("DOWN", 38));
    expect(step.record.firstUpAt).not.toBeNull();
  });
});

it("a tunnel that was seen DOWN before is not declared up by its sibling's times", () => {
  const down: TunnelRecord = { ...up, status: "DOWN", firstUpAt: null, since: minutesAgo(60) };
  expect(compareTunnel(down, report("DOWN", minutesAgo(60)), besides("UP", 5000)).record.firstUpAt).toBeNull();
});
