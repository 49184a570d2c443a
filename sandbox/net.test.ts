import { expect, test } from "vitest";
import { canonical, contains, formatBlock, isPublicAddress, known, overlaps, parseBlock } from "./net";

test("blocks are read with host bits and written without", () => {
  const block = parseBlock("100.68.0.18/18");
  expect(block && formatBlock(canonical(block))).toBe("100.68.0.0/18");
  expect(formatBlock(canonical(known("255.255.255.255/0")))).toBe("0.0.0.0/0");
});

test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/24", "10.0.0.256/24", "a/8", ""])("'%s' is no block", (text) => {
  expect(parseBlock(text)).toBeUndefined();
});

test("neighbours do not overlap, and a block contains itself", () => {
  expect(overlaps(known("10.0.0.0/24"), known("10.0.1.0/24"))).toBe(false);
  expect(overlaps(known("10.0.0.0/16"), known("10.0.1.0/24"))).toBe(true);
  expect(contains(known("10.0.1.0/24"), known("10.0.1.0/24"))).toBe(true);
  expect(contains(known("10.0.1.0/24"), known("10.0.0.0/16"))).toBe(false);
});

test("private, shared, link-local and multicast addresses are not public; documentation ranges are", () => {
  for (const address of ["10.1.1.1", "172.31.0.1", "192.168.0.1", "100.64.0.1", "169.254.1.1", "224.0.0.1", "x"])
    expect(isPublicAddress(address)).toBe(false);
  for (const address of ["3.37.222.142", "198.51.100.1", "172.32.0.1"]) expect(isPublicAddress(address)).toBe(true);
});
