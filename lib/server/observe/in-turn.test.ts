import { expect, it } from "vitest";
import { inTurn } from "./in-turn";

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

it("callers that come while one runs share one more run", async () => {
  const first = gate();
  const take = inTurn<number>();
  let runs = 0;
  const run = async () => {
    runs += 1;
    const number = runs;
    if (number === 1) await first.opened;
    return number;
  };
  const results = [take("a", run), take("a", run), take("a", run)];
  first.open();
  expect(await Promise.all(results)).toEqual([1, 2, 2]);
  expect(await take("a", run)).toBe(3);
});

it("keys do not wait for each other", async () => {
  const never = gate();
  const take = inTurn<string>();
  void take("a", async () => {
    await never.opened;
    return "a";
  });
  expect(await take("b", async () => "b")).toBe("b");
  never.open();
});

it("a failed run does not take the next one with it", async () => {
  const take = inTurn<string>();
  const failed = take("a", async () => {
    throw new Error("no");
  });
  const next = take("a", async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
