import { describe, expect, it } from "vitest";
import type { Problem } from "@/lib/domain/problem";
import { noteOf } from "./note-of";

const problem = (key: string, more: Partial<Problem> = {}): Problem => ({
  severity: "error",
  path: ["prefixes"],
  phrase: { key },
  ...more,
});
const note = (...problems: Problem[]) => noteOf(problems, "prefixes", ({ key }) => `${key}.`);

describe("the note beside a field", () => {
  it("names everything that is wrong, each thing once", () => {
    expect(note(problem("one"), problem("two"), problem("one"))).toEqual({ text: "one. two.", isError: true });
  });

  it("keeps warnings for when nothing is refused", () => {
    const warning = problem("mind", { severity: "warning" });
    expect(note(warning, problem("wrong"))).toEqual({ text: "wrong.", isError: true });
    expect(note(warning)).toEqual({ text: "mind.", isError: false });
  });

  it("offers the suggestion of any of them, and none of another field", () => {
    expect(note(problem("one"), problem("two", { suggestion: "10.0.0.0/8" }))?.suggestion).toBe("10.0.0.0/8");
    expect(note(problem("one", { path: ["site"], suggestion: "x" }))).toBeUndefined();
  });
});
