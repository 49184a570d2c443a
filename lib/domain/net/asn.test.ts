import { expect, it } from "vitest";
import { isAmazonSideAsn, isAsn, isPrivateAsn, isReservedCustomerAsn, nextFreeAsn } from "./asn";

it.each([1, 65000, 4294967295])("%d is an ASN", (asn) => expect(isAsn(asn)).toBe(true));
it.each([0, -1, 1.5, 4294967296, Number.NaN])("%d is no ASN", (asn) => expect(isAsn(asn)).toBe(false));

it.each([64512, 65534, 4200000000, 4294967294])("%d is private and may stand on the Amazon side", (asn) => {
  expect(isPrivateAsn(asn)).toBe(true);
  expect(isAmazonSideAsn(asn)).toBe(true);
});
it.each([64511, 65535, 4199999999, 4294967295, 7224])("%d is refused on the Amazon side", (asn) =>
  expect(isAmazonSideAsn(asn)).toBe(false),
);

it("refuses 7224 on a customer gateway everywhere and the others in their own Region only", () => {
  expect(isReservedCustomerAsn(7224, "us-east-1")).toBe(true);
  expect(isReservedCustomerAsn(7224, "eu-west-1")).toBe(true);
  expect(isReservedCustomerAsn(9059, "eu-west-1")).toBe(true);
  expect(isReservedCustomerAsn(10124, "ap-northeast-1")).toBe(true);
  expect(isReservedCustomerAsn(17943, "ap-southeast-1")).toBe(true);
  expect(isReservedCustomerAsn(17493, "ap-southeast-1")).toBe(false);
  expect(isReservedCustomerAsn(9059, "us-east-1")).toBe(false);
});

it("offers the lowest free private ASN from 65000 on", () => {
  expect(nextFreeAsn([])).toBe(65000);
  expect(nextFreeAsn([65000, 65001, 65003])).toBe(65002);
  const upper = Array.from({ length: 535 }, (_, i) => 65000 + i);
  expect(nextFreeAsn(upper)).toBe(64512);
  expect(nextFreeAsn(Array.from({ length: 1023 }, (_, i) => 64512 + i))).toBeNull();
});
