import { expect, it } from "vitest";
import { cssText } from "./paper-head";

it("a name cannot end the string, the rule or the element it stands in", () => {
  const text = cssText('a"; } body { display: none } </style><script>\\\n');
  expect(text.slice(1, -1)).not.toMatch(/["{};<>\n]/);
  expect(text).toMatch(/^"a\\22 \\3b /);
});

it("names of any language stay readable", () => {
  expect(cssText("Hand-over 3 of 서울-1")).toBe('"Hand-over 3 of 서울-1"');
});
