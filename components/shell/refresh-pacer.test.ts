import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefreshPacer } from "./refresh-pacer";

let refreshes = 0;

function start() {
  return createRefreshPacer({
    refresh: () => {
      refreshes += 1;
    },
    now: () => Date.now(),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  refreshes = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

it("a burst of hints is one refresh, soon", () => {
  const pacer = start();
  vi.advanceTimersByTime(5000);
  for (let hint = 0; hint < 10; hint++) pacer.hint("now");
  vi.advanceTimersByTime(150);
  expect(refreshes).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(refreshes).toBe(1);
});

it("however many hints come, there is a second between refreshes", () => {
  const pacer = start();
  for (let time = 0; time < 10_000; time += 100) {
    pacer.hint("now");
    vi.advanceTimersByTime(100);
  }
  expect(refreshes).toBeGreaterThanOrEqual(8);
  expect(refreshes).toBeLessThanOrEqual(10);
});

it("a reading without a difference refreshes only an old page", () => {
  const pacer = start();
  pacer.hint("idle");
  vi.advanceTimersByTime(10_000);
  pacer.hint("idle");
  vi.advanceTimersByTime(4000);
  expect(refreshes).toBe(0);
  vi.advanceTimersByTime(2000);
  pacer.hint("idle");
  vi.advanceTimersByTime(1000);
  expect(refreshes).toBe(1);
});

it("a hidden page waits and catches up once when it is seen", () => {
  const pacer = start();
  vi.advanceTimersByTime(5000);
  pacer.hint("now");
  pacer.setVisible(false);
  pacer.hint("now");
  vi.advanceTimersByTime(60_000);
  expect(refreshes).toBe(0);
  pacer.setVisible(true);
  vi.advanceTimersByTime(1000);
  expect(refreshes).toBe(1);
});

it("nothing happens after it was stopped", () => {
  const pacer = start();
  pacer.hint("now");
  pacer.stop();
  vi.advanceTimersByTime(60_000);
  expect(refreshes).toBe(0);
});
