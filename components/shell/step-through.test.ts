import { describe, expect, it } from "vitest";
import { stepThrough } from "./step-through";

const list = ["first", "second", "last"];

describe("stepping through a list", () => {
  it("goes on and back, and round its ends", () => {
    expect(stepThrough(list, "first", "ArrowDown")).toBe("second");
    expect(stepThrough(list, "last", "ArrowDown")).toBe("first");
    expect(stepThrough(list, "second", "ArrowUp")).toBe("first");
    expect(stepThrough(list, "first", "ArrowUp")).toBe("last");
  });

  it("begins at the near end where nothing is current, and stays nowhere in an empty list", () => {
    expect(stepThrough(list, undefined, "ArrowDown")).toBe("first");
    expect(stepThrough(list, undefined, "ArrowUp")).toBe("last");
    expect(stepThrough([], undefined, "ArrowDown")).toBeUndefined();
    expect(stepThrough([], undefined, "ArrowUp")).toBeUndefined();
  });

  it("leaves every other key to the field", () => {
    expect(stepThrough(list, "first", "Home")).toBeUndefined();
  });
});
