import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../errors";
import {
  addressCount,
  awsInsideIp,
  canonicalCidr,
  contains,
  containsAddress,
  customerInsideIp,
  hostCount,
  isCanonicalCidr,
  isCidr,
  netmask,
  networkAddress,
  nextFreeCidr,
  overlaps,
  parseCidr,
  wildcardMask,
} from "./cidr";
import { ipv4FromNumber } from "./ip";

const anyCidr = (min = 0, max = 32) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min, max }))
    .map(([address, length]) => `${ipv4FromNumber(address)}/${length}`);

describe("isCidr", () => {
  it.each(["10.0.0.0/16", "0.0.0.0/0", "1.2.3.4/32", "10.0.3.7/16"])("accepts %s", (t) => expect(isCidr(t)).toBe(true));
  it.each([
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0/8",
    "10.0.0.0/08",
    "10.0.0.0/",
    "a/8",
    "::/0",
    "10.0.0.0/8 ",
  ])("refuses %j", (t) => expect(isCidr(t)).toBe(false));
});

it("parsing what is no CIDR names the text", () => {
  expect(() => parseCidr("10.0.0.0/40")).toThrow(DomainError);
});

it("clears host bits", () => {
  expect(canonicalCidr("10.0.3.7/16")).toBe("10.0.0.0/16");
  expect(isCanonicalCidr("10.0.3.7/16")).toBe(false);
  expect(isCanonicalCidr("10.0.0.0/16")).toBe(true);
  expect(networkAddress("10.60.255.1/16")).toBe("10.60.0.0");
});

it("knows masks and sizes", () => {
  expect(netmask("10.0.0.0/30")).toBe("255.255.255.252");
  expect(wildcardMask("10.0.0.0/30")).toBe("0.0.0.3");
  expect(wildcardMask("0.0.0.0/0")).toBe("255.255.255.255");
  expect(netmask("0.0.0.0/0")).toBe("0.0.0.0");
  expect(addressCount("10.0.0.0/24")).toBe(256);
  expect(hostCount("10.0.0.0/24")).toBe(251);
  expect(hostCount("10.0.0.0/32")).toBe(0);
});

it("gives AWS the first and the customer the second address of an inside /30", () => {
  expect(awsInsideIp("169.254.44.40/30")).toBe("169.254.44.41");
  expect(customerInsideIp("169.254.44.40/30")).toBe("169.254.44.42");
});

it("knows what lies in the upper half of the address space", () => {
  expect(contains("192.0.0.0/2", "203.0.113.0/24")).toBe(true);
  expect(containsAddress("10.50.0.0/16", "10.50.1.100")).toBe(true);
  expect(containsAddress("10.50.0.0/16", "10.51.0.0")).toBe(false);
});

describe("properties", () => {
  it("canonical form is stable and covers the same addresses", () => {
    fc.assert(
      fc.property(anyCidr(), (cidr) => {
        const canonical = canonicalCidr(cidr);
        expect(canonicalCidr(canonical)).toBe(canonical);
        expect(contains(cidr, canonical) && contains(canonical, cidr)).toBe(true);
      }),
    );
  });

  it("two blocks overlap exactly when one contains the other", () => {
    fc.assert(
      fc.property(anyCidr(), anyCidr(), (a, b) => {
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });

  it("the next free block is the lowest aligned one inside that is free", () => {
    const within = fc.constantFrom("10.20.1.0/24", "10.20.0.0/23");
    const taken = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 511 }), fc.integer({ min: 24, max: 30 }))
        .map(([n, length]) => `10.20.${Math.floor(n / 256)}.${n % 256}/${length}`),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(within, fc.integer({ min: 25, max: 30 }), taken, (space, length, blocked) => {
        const blocks: string[] = [];
        for (let at = parseCidr(space).first; at <= parseCidr(space).last; at += 2 ** (32 - length)) {
          blocks.push(`${ipv4FromNumber(at)}/${length}`);
        }
        const lowest = blocks.find((block) => !blocked.some((other) => overlaps(block, other))) ?? null;
        expect(nextFreeCidr(space, length, blocked)).toBe(lowest);
      }),
    );
  });

  it("a block larger than the space does not fit", () => {
    expect(nextFreeCidr("10.0.0.0/24", 23, [])).toBeNull();
    expect(nextFreeCidr("10.0.0.0/24", 24, [])).toBe("10.0.0.0/24");
    expect(nextFreeCidr("255.255.255.0/24", 25, ["255.255.255.0/24"])).toBeNull();
  });
});
