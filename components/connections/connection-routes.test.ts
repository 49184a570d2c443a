import { expect, test } from "vitest";
import { connectionRoutes, type TableFacts } from "./connection-routes";

const propagated = { target: "vgw-1", origin: "EnableVgwRoutePropagation", state: "active" };

const atGateway = { routing: "static", gatewayAwsId: "vgw-1", enteredElsewhere: [] } as const;

function table(name: string, routes: TableFacts["routes"]): TableFacts {
  return { key: `route-table/${name}`, name, routes, isUsed: true };
}

test("a prefix names the tables that lead to it and those that do not", () => {
  const tables = [
    table("private-a", [{ destination: "10.60.0.0/16", ...propagated }]),
    table("private-b", []),
    table("public", [{ destination: "0.0.0.0/0", target: "igw-1", state: "active" }]),
  ];
  const entered = [{ destination: "10.60.0.0/16", state: "available" }];
  const [route] = connectionRoutes({ ...atGateway, entered, tables });
  expect(route).toMatchObject({ source: "entered", state: "available" });
  expect(route?.inTables.map(({ name }) => name)).toEqual(["private-a"]);
  expect(route?.missingIn.map(({ name }) => name)).toEqual(["private-b"]);
});

test("a route entered by hand that covers the prefix counts", () => {
  const tables = [
    table("private-a", [{ destination: "10.0.0.0/8", target: "vgw-1", origin: "CreateRoute", state: "active" }]),
  ];
  const entered = [{ destination: "10.60.0.0/16", state: "available" }];
  expect(connectionRoutes({ ...atGateway, entered, tables })[0]?.missingIn).toEqual([]);
});

test("a route to another gateway is none", () => {
  const tables = [table("private-a", [{ destination: "10.60.0.0/16", ...propagated, target: "vgw-2" }])];
  const entered = [{ destination: "10.60.0.0/16", state: "available" }];
  expect(connectionRoutes({ ...atGateway, entered, tables })[0]?.inTables).toEqual([]);
});

test("what BGP brought is listed once, however many tables have it", () => {
  const tables = ["a", "b"].map((name) => table(name, [{ destination: "10.20.0.0/16", ...propagated }]));
  const routes = connectionRoutes({ ...atGateway, routing: "bgp", entered: [], tables });
  expect(routes.map(({ destination, source }) => [destination, source])).toEqual([["10.20.0.0/16", "learned"]]);
});

test("what another connection of the gateway brought by hand was not learned, and a static connection learns nothing", () => {
  const tables = [table("a", [{ destination: "10.61.0.0/16", ...propagated }])];
  const bgp = { ...atGateway, routing: "bgp", enteredElsewhere: ["10.61.0.0/16"] } as const;
  expect(connectionRoutes({ ...bgp, entered: [], tables })).toEqual([]);
  expect(connectionRoutes({ ...atGateway, entered: [], tables })).toEqual([]);
});

test("a table that no subnet uses misses nothing", () => {
  const tables = [{ ...table("main", []), isUsed: false }];
  const entered = [{ destination: "10.60.0.0/16", state: "available" }];
  expect(connectionRoutes({ ...atGateway, entered, tables })[0]?.missingIn).toEqual([]);
});
