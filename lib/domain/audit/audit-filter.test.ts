import { expect, test } from "vitest";
import { isFiltered, parseAuditFilter, writeAuditQuery } from "./audit-filter";

test("a filter survives its way through an address, in any language", () => {
  const filter = parseAuditFilter({ person: " 김지우 ", from: "2026-11-01", action: "change." });
  const query = writeAuditQuery(filter, { before: "12" });
  const { before, ...read } = Object.fromEntries(new URLSearchParams(query));
  expect(before).toBe("12");
  expect(parseAuditFilter(read)).toEqual(filter);
});

test("what cannot be read filters nothing", () => {
  const filter = parseAuditFilter({
    environment: "x",
    from: "2026-13-01",
    to: "yesterday",
    person: "",
    subject: ["", "b"],
  });
  expect(isFiltered(filter)).toBe(false);
  expect(writeAuditQuery(filter)).toBe("");
});
