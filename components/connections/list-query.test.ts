import { expect, test } from "vitest";
import type { ConnectionRow } from "./connection-row";
import { everything, type ListQuery, parseListQuery, selectRows, writeListQuery } from "./list-query";

function row(name: string, more: Partial<ConnectionRow> = {}): ConnectionRow {
  return {
    key: `vpn-connection/${name}`,
    name,
    awsId: `vpn-${name}`,
    state: "available",
    site: { key: `customer-gateway/${name}`, name: `${name} DC`, ipAddress: "192.0.2.25", asn: 65020 },
    gateway: { type: "vpn-gateway", key: "vpn-gateway/core", name: "vgw-core", asn: 64513, vpc: null },
    routing: "bgp",
    prefixes: [],
    health: "healthy",
    since: null,
    reason: null,
    tunnels: [],
    neverUp: [],
    ...more,
  };
}

const names = (rows: ConnectionRow[]) => rows.map(({ name }) => name);
const view = (change: Partial<ListQuery>) => ({ ...everything, ...change });

test("a view survives its way through the address", () => {
  const query: ListQuery = {
    text: "10.20.0.0/16 leeds & co",
    statuses: ["down", "never-up"],
    routing: "static",
    gateway: "vgw core, old",
    sort: "site",
    isDescending: true,
    page: 3,
  };
  const params = Object.fromEntries(new URLSearchParams(writeListQuery(query, { page: 3 })));
  expect(parseListQuery(params)).toEqual(query);
});

test("an address somebody mistyped shows the plain list", () => {
  expect(parseListQuery({ status: "broken", sort: "colour.up", page: "-2", routing: "ospf" })).toEqual(everything);
});

test("a new filter begins at the first page", () => {
  expect(writeListQuery(view({ page: 4 }), { statuses: ["down"] })).toBe("?status=down");
});

test("the worst comes first unless the reader decides otherwise", () => {
  const rows = [
    row("a"),
    row("b", { health: "degraded" }),
    row("c", { health: "down" }),
    row("d", { health: "unknown" }),
  ];
  expect(names(selectRows(rows, everything))).toEqual(["c", "b", "d", "a"]);
  expect(names(selectRows(rows, view({ sort: "name", isDescending: true })))).toEqual(["d", "c", "b", "a"]);
});

test("names are ordered as people count", () => {
  const rows = [row("site-10"), row("site-9"), row("site-100")];
  expect(names(selectRows(rows, view({ sort: "name" })))).toEqual(["site-9", "site-10", "site-100"]);
});

test.each(["vpn-leeds", "203.0.113.71", "169.254.44", "10.60.0.0/16", "LEEDS dc", "192.0.2.25"])(
  "a connection is found by %s",
  (text) => {
    const tunnel = {
      outsideIpAddress: "203.0.113.71",
      ordinal: 1,
      state: "up",
      since: null,
      reason: null,
      message: "",
      routeCount: 0,
      insideCidr: "169.254.44.0/30",
    } as const;
    const other = row("osaka", { site: null });
    const leeds = row("leeds", { tunnels: [tunnel], prefixes: ["10.60.0.0/16"] });
    expect(names(selectRows([other, leeds], view({ text })))).toEqual(["leeds"]);
  },
);
