import { expect, test } from "vitest";
import { compareValues, countValues, type DataColumn, filterRows } from "./data-column";

interface Row {
  name: string;
  status: string;
  routing: string;
}

const rows: Row[] = [
  { name: "leeds", status: "down", routing: "bgp" },
  { name: "osaka", status: "healthy", routing: "bgp" },
  { name: "busan", status: "degraded", routing: "static" },
];
const columns: DataColumn<Row>[] = [
  { id: "name", header: "Name", cell: (row) => row.name },
  { id: "status", header: "Status", cell: (row) => row.status, filterBy: (row) => row.status },
  { id: "routing", header: "Routing", cell: (row) => row.routing, filterBy: (row) => row.routing },
];
const names = (filters: { columnId: string; value: string }[]) =>
  filterRows(rows, columns, filters).map(({ name }) => name);

test("two filters of one column widen each other", () => {
  expect(
    names([
      { columnId: "status", value: "down" },
      { columnId: "status", value: "degraded" },
    ]),
  ).toEqual(["leeds", "busan"]);
});

test("filters of two columns narrow", () => {
  expect(
    names([
      { columnId: "status", value: "down" },
      { columnId: "routing", value: "static" },
    ]),
  ).toEqual([]);
});

test("a filter of an old link for a column that has none, or does not exist, hides nothing", () => {
  expect(
    names([
      { columnId: "name", value: "leeds" },
      { columnId: "gone", value: "x" },
    ]),
  ).toHaveLength(3);
});

test("addresses are ordered by their numbers", () => {
  expect(["203.0.113.71", "203.0.113.9"].sort(compareValues)).toEqual(["203.0.113.9", "203.0.113.71"]);
  expect([10, 9].sort(compareValues)).toEqual([9, 10]);
});

test("values are counted, the most frequent first", () => {
  expect(countValues(rows, (row) => row.routing)).toEqual([
    { value: "bgp", count: 2 },
    { value: "static", count: 1 },
  ]);
});
