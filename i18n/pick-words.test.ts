import { expect, test } from "vitest";
import { joinWords, pickWords } from "./pick-words";

const messages = { shell: { nav: { open: "Open" }, title: "Console" }, changes: { act: ["compiled"], list: "List" } };

test("a namespace is taken whole, a message alone, each at its place", () => {
  expect(pickWords(messages, ["shell.nav", "changes.act"])).toEqual({
    shell: { nav: { open: "Open" } },
    changes: { act: ["compiled"] },
  });
});

test("a name that leads nowhere throws instead of sending a page without words", () => {
  expect(() => pickWords(messages, ["shell.navigation"])).toThrow("shell.navigation");
  expect(() => pickWords(messages, ["shell.title.more"])).toThrow("shell.title.more");
});

test("joining keeps what only one side has, and changes neither", () => {
  const one = { a: { b: "1", c: "2" } };
  expect(joinWords(one, { a: { c: "3", d: ["4"] } })).toEqual({ a: { b: "1", c: "3", d: ["4"] } });
  expect(one).toEqual({ a: { b: "1", c: "2" } });
});
