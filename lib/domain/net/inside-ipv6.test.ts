import { expect, it } from "vitest";
import { insideIpv6 } from "./inside-ipv6";

it("AWS has the first host of the /126 and the device the second", () => {
  expect(insideIpv6("fd12:3456::4/126")).toEqual({
    cidr: "fd12:3456::4/126",
    awsInsideIp: "fd12:3456::5",
    customerInsideIp: "fd12:3456::6",
  });
});

it.each(["169.254.8.0/30", "fd12::/64", "2001:db8::/126", "", "fd12::4"])("%s is no inside block", (text) => {
  expect(insideIpv6(text)).toBeNull();
});
