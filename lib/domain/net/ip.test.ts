import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareIpv4, ipv4FromNumber, ipv4ToNumber, isIpv4, isPublicIpv4 } from "./ip";

describe("isIpv4", () => {
  it.each(["0.0.0.0", "3.37.222.142", "255.255.255.255"])("accepts %s", (text) => expect(isIpv4(text)).toBe(true));
  it.each(["", "3.37.222", "256.1.1.1", "03.37.222.142", "0x3.1.1.1", "3.37.222.142 ", "3.37.222.142\n", "::1"])(
    "refuses %j",
    (text) => expect(isIpv4(text)).toBe(false),
  );
});

describe("isPublicIpv4", () => {
  it.each(["3.37.222.142", "8.8.8.8", "192.0.2.1", "198.51.100.7", "203.0.113.9", "100.63.255.255", "172.32.0.1"])(
    "counts %s as public",
    (text) => expect(isPublicIpv4(text)).toBe(true),
  );
  it.each([
    "10.1.2.3",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.1.1",
    "224.0.0.5",
    "240.0.0.1",
    "255.255.255.255",
    "0.1.2.3",
    "198.18.0.1",
    "not an address",
  ])("does not count %s as public", (text) => expect(isPublicIpv4(text)).toBe(false));
});

it("turns every 32-bit number into an address and back", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (n) => ipv4ToNumber(ipv4FromNumber(n)) === n));
});

it("refuses a number that is no address", () => {
  expect(() => ipv4FromNumber(2 ** 32)).toThrow(RangeError);
  expect(() => ipv4FromNumber(-1)).toThrow(RangeError);
});

it("sorts addresses as numbers", () => {
  expect(["10.0.0.10", "200.0.0.1", "10.0.0.9"].sort(compareIpv4)).toEqual(["10.0.0.9", "10.0.0.10", "200.0.0.1"]);
});
