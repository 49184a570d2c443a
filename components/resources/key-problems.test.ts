import { expect, it } from "vitest";
import { keyProblems } from "./key-problems";

it("blames each typed key at its tunnel, and neither a missing nor a sealed one", () => {
  const wrong = (first: string | { $secret: string }, second: string) =>
    keyProblems({ tunnels: [{ presharedKey: first }, { presharedKey: second }] }).map(({ path, phrase }) => [
      path?.join("."),
      phrase.key,
    ]);
  expect(wrong("short", "with space")).toEqual([
    ["tunnels.0.presharedKey", "plan.problem.presharedKey.tooShort"],
    ["tunnels.1.presharedKey", "plan.problem.presharedKey.alphabet"],
  ]);
  expect(wrong({ $secret: "kept" }, "")).toEqual([]);
});
