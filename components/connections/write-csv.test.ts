import { expect, test } from "vitest";
import { writeCsv } from "./write-csv";

test("commas, quotes and line ends stay inside their cell", () => {
  expect(writeCsv([["a,b", 'say "x"', "two\nlines"]])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n');
});

test("a name that looks like a formula stays text", () => {
  expect(writeCsv([["=HYPERLINK(1)", "-leeds", "10.0.0.0/8"]])).toBe("\uFEFF'=HYPERLINK(1),'-leeds,10.0.0.0/8\r\n");
});
