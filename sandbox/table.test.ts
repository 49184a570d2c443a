import { expect, test } from "vitest";
import { Table } from "./table";

type Site = { id: string; gateways: string[] };

function sites() {
  const table = new Table<Site, "gateway">("customerGateway", { gateway: ({ gateways }) => gateways });
  const [first, second] = [table.add({ id: "a", gateways: ["x", "y"] }), table.add({ id: "b", gateways: ["x"] })];
  const idsUnder = (key: string) => table.under("gateway", key).map(({ id }) => id);
  return { table, first, second, idsUnder };
}

test("a row is found under each text that an index reads out of it, in the order of the table", () => {
  const { idsUnder } = sites();
  expect([idsUnder("x"), idsUnder("y"), idsUnder("z")]).toEqual([["a", "b"], ["a"], []]);
});

test("a deleted row is found no more", () => {
  const { table, idsUnder } = sites();
  table.delete("a");
  table.delete("unknown");
  expect([idsUnder("x"), idsUnder("y")]).toEqual([["b"], []]);
});

test("a row that moves stands among the others in the order of the table", () => {
  const { table, first, second, idsUnder } = sites();
  first.gateways = [];
  second.gateways = ["y"];
  table.reindex();
  first.gateways = ["y"];
  table.reindex();
  expect([idsUnder("x"), idsUnder("y")]).toEqual([[], ["a", "b"]]);
});

test("rows of a saved state are found as those were that it was made from", () => {
  const { table } = sites();
  const copy = new Table<Site, "gateway">("customerGateway", { gateway: ({ gateways }) => gateways });
  copy.restore(table.all());
  expect(copy.under("gateway", "x")).toEqual(table.under("gateway", "x"));
});
