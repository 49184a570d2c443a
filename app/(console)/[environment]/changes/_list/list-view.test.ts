import { expect, test } from "vitest";
import { chooseRows, listPath, parseListView } from "./list-view";

const rows = [
  { status: "IN_REVIEW", waitsForViewer: true },
  { status: "IN_REVIEW", waitsForViewer: false },
  { status: "STALE", waitsForViewer: false },
  { status: "APPLIED", waitsForViewer: false },
] as const;

test("an address leads back to the view it was written for", () => {
  for (const view of [
    { show: "open", status: null },
    { show: "mine", status: null },
    { show: "all", status: "EXPIRED" },
  ] as const) {
    const { searchParams } = new URL(listPath("seoul", view), "http://here");
    expect(parseListView(Object.fromEntries(searchParams))).toEqual(view);
  }
});

test("an address that nobody wrote shows what is open", () => {
  expect(parseListView({ show: "none", status: ["STALE", "DRAFT"] })).toEqual({ show: "open", status: null });
});

test("statuses are counted within what is listed, and a chosen one stays although nothing has it", () => {
  const { shown, counts, statuses } = chooseRows(rows, { show: "open", status: "EXPIRED" });
  expect(shown).toEqual([]);
  expect(counts).toEqual({ mine: 1, open: 3, all: 4 });
  expect(statuses).toEqual([
    ["IN_REVIEW", 2],
    ["STALE", 1],
    ["EXPIRED", 0],
  ]);
});

test("what waits for an approval of the viewer is listed apart", () => {
  expect(chooseRows(rows, { show: "mine", status: null }).shown).toEqual([rows[0]]);
});
