import fc from "fast-check";
import { expect, test } from "vitest";
import { contains6, formatAddress6, formatBlock6, known6, overlaps6, parseAddress6, parseBlock6 } from "./net6";

test("addresses are written as RFC 5952 wants them", () => {
  const written = (text: string) => formatAddress6(parseAddress6(text) ?? -1n);
  expect(written("2001:0DB8:0:0:1:0:0:1")).toBe("2001:db8::1:0:0:1");
  expect(written("0:0:0:0:0:0:0:0")).toBe("::");
  expect(written("0:0:0:0:0:0:0:1")).toBe("::1");
  expect(written("fe80:0:0:0:0:0:0:0")).toBe("fe80::");
  expect(written("10:0:0:0:0:0:0:100")).toBe("10::100");
  expect(written("1:0:2:3:4:5:6:7")).toBe("1:0:2:3:4:5:6:7");
});

test("what is written is read back as the same address", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 0, 1, 0x10, 0xffff), { minLength: 8, maxLength: 8 }), (groups) => {
      const address = groups.reduce((sum, group) => sum * 65_536n + BigInt(group), 0n);
      expect(parseAddress6(formatAddress6(address))).toBe(address);
    }),
  );
});

test("texts that are no block are told apart from blocks, whose host bits are dropped", () => {
  for (const text of ["::", "2001:db8::/129", "1:2:3/64", "1::2::3/64", "g::/64", "10.0.0.0/8"])
    expect(parseBlock6(text)).toBeUndefined();
  expect(formatBlock6(known6("2001:db8:0:1234::1/56"))).toBe("2001:db8:0:1200::/56");
});

test("blocks contain and overlap each other as their addresses do", () => {
  const outer = known6("2001:db8::/56");
  expect(contains6(outer, known6("2001:db8:0:ff::/64"))).toBe(true);
  expect(contains6(outer, known6("2001:db8:0:100::/64"))).toBe(false);
  expect(overlaps6(known6("2001:db8:0:1::/64"), outer)).toBe(true);
  expect(overlaps6(known6("2001:db8:0:100::/56"), outer)).toBe(false);
});
