import { expect, test } from "vitest";
import { writeCsv } from "./write-csv";

test("commas, quotes and line ends stay inside their cell", () => {
  expect(writeCsv([["a,b", 'say "x"', "two\nlines"]])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n');
});

test("a name that looks like a formula stays text", () => {
  expect(writeCsv([["=HYPERLINK(1)", "-leeds", "10.0.0.0/8"]])).toBe("\uFEFF'=HYPERLINK(1),'-leeds,10.0.0.0/8\r\n");
});

test("so does one in full-width letters, and names of any language are left as they are", () => {
  expect(writeCsv([["＝1+1", "서울 사무소", "@SUM(A1)"]])).toBe("\uFEFF'＝1+1,서울 사무소,'@SUM(A1)\r\n");
});
