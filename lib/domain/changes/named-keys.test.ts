import { expect, test } from "vitest";
import { namedKeys } from "./named-keys";

test("what fields refer to is named, before and after, in lists and objects too; addresses and words are not", () => {
  const changes = [
    { path: ["customerGateway"], before: "customer-gateway/old", after: "customer-gateway/new" },
    { path: ["subnets"], before: undefined, after: ["subnet/a", { deeper: "subnet/b" }] },
    { path: ["cidr"], before: "10.0.0.0/16", after: "n/a" },
  ];
  expect([...namedKeys([{ key: "vpn-connection/leeds", changes }])]).toEqual([
    "vpn-connection/leeds",
    "customer-gateway/old",
    "customer-gateway/new",
    "subnet/a",
    "subnet/b",
  ]);
});
