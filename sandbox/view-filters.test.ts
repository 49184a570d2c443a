import { expect, test } from "vitest";
import { applyFilters } from "./describe";
import { viewFilters } from "./view-filters";

const rows = [
  { VCpuInfo: { DefaultCores: 2 }, Disks: [{ SizeInGb: 8 }, { SizeInGb: 20 }], Made: new Date(0) },
  { VCpuInfo: { DefaultCores: 4 }, Disks: [], Made: new Date(1) },
];
const filters = viewFilters<(typeof rows)[number]>(
  ["vcpu-info.default-cores", "disks.size-in-gb", "made", "absent.member"],
  (row) => row,
);

function found(Name: string, ...Values: string[]) {
  return applyFilters(rows, [{ Name, Values }], filters).map((row) => rows.indexOf(row));
}

test("a filter reads the member of the answer that it is named after, in lists that of every item", () => {
  expect(found("vcpu-info.default-cores", "4")).toEqual([1]);
  expect(found("disks.size-in-gb", "20")).toEqual([0]);
  expect(found("made", "1970-01-01T00:00:00.000Z")).toEqual([0]);
});

test("what the answer does not show matches nothing", () => {
  expect(found("absent.member", "*")).toEqual([]);
});
