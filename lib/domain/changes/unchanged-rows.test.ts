import { expect, test } from "vitest";
import type { FieldChange } from "../kinds/kind";
import { unchangedRows } from "./unchanged-rows";

const spec = {
  name: "leeds",
  customerGateway: "customer-gateway/leeds",
  tunnels: [
    { insideCidr: "169.254.1.0/30", phase1DhGroupNumbers: [20], presharedKey: { $secret: "a" } },
    { insideCidr: "169.254.2.0/30", phase1DhGroupNumbers: [20], presharedKey: { $secret: "b" } },
  ],
};

function rowsFor(...paths: FieldChange["path"][]) {
  const changes = paths.map((path) => ({ path, before: undefined, after: undefined }));
  return unchangedRows({ kind: "vpn-connection", operation: "update", changes }, spec);
}

test("every field that is set and not changed is listed once, those of both tunnels together", () => {
  expect(rowsFor(["name"]).map(({ fields, place }) => [fields.join("."), place])).toEqual([
    ["customerGateway", null],
    ["tunnels.insideCidr", 0],
    ["tunnels.phase1DhGroupNumbers", "both"],
    ["tunnels.presharedKey", "both"],
    ["tunnels.insideCidr", 1],
  ]);
});

test("a list that changes as a whole leaves none of its fields behind", () => {
  expect(rowsFor(["name"], ["customerGateway"], ["tunnels"])).toEqual([]);
});
