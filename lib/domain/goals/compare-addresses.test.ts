import { expect, test } from "vitest";
import { compareAddresses } from "./compare-addresses";

const before = [
  { outsideIpAddress: "203.0.113.1", insideCidr: "169.254.10.0/30" },
  { outsideIpAddress: "203.0.113.2", insideCidr: "169.254.10.4/30" },
];

test("a tunnel with the same inside addresses is the one that comes after, in whatever order EC2 shows them", () => {
  const after = [
    { outsideIpAddress: "198.51.100.1", insideCidr: "169.254.10.4/30" },
    { outsideIpAddress: "198.51.100.2", insideCidr: "169.254.10.0/30" },
  ];
  expect(compareAddresses(before, after).map(({ after: one }) => one.outsideIpAddress)).toEqual([
    "198.51.100.2",
    "198.51.100.1",
  ]);
});

test("where the inside addresses are new too, the place tells", () => {
  const after = [{ outsideIpAddress: "198.51.100.1" }, { outsideIpAddress: "198.51.100.2" }];
  expect(compareAddresses(before, after).map(({ after: one }) => one.outsideIpAddress)).toEqual([
    "198.51.100.1",
    "198.51.100.2",
  ]);
});
