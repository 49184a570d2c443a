/** A customer gateway's ASN when nobody names one (CreateCustomerGateway). */
export const CUSTOMER_ASN_DEFAULT = 65000;

/** A VPN gateway's ASN when nobody names one (CreateVpnGateway). */
export const AMAZON_SIDE_ASN_DEFAULT = 64512;

/** Highest value EC2 takes as BgpAsn; above it the field is BgpAsnExtended (CreateCustomerGateway). */
export const BGP_ASN_MAX = 2_147_483_647;

/** True for a value BGP can carry and EC2 takes for a customer gateway: 1 … 4294967295. */
export function isAsn(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 4_294_967_295;
}

/** True for the private ranges 64512–65534 and 4200000000–4294967294 (RFC 6996). */
export function isPrivateAsn(asn: number): boolean {
  return Number.isInteger(asn) && PRIVATE_RANGES.some(([from, to]) => asn >= from && asn <= to);
}

/** True when EC2 takes the number as the Amazon side of a VPN or transit gateway: exactly the private ranges. */
export function isAmazonSideAsn(asn: number): boolean {
  return isPrivateAsn(asn);
}

/** True when EC2 refuses the number on a customer gateway in this Region because AWS uses it itself. */
export function isReservedCustomerAsn(asn: number, region: string): boolean {
  return reservedCustomerAsns(region).includes(asn);
}

/** The ASNs EC2 refuses on a customer gateway in this Region (CreateCustomerGateway). */
export function reservedCustomerAsns(region: string): number[] {
  const regional = RESERVED_BY_REGION[region];
  return regional === undefined ? [7224] : [7224, regional];
}

/** The lowest private 16-bit ASN from 65000 on, then from 64512, that is not taken; null when all 1,023 are. */
export function nextFreeAsn(taken: readonly number[]): number | null {
  const used = new Set(taken);
  for (let asn = CUSTOMER_ASN_DEFAULT; asn <= 65534; asn++) if (!used.has(asn)) return asn;
  for (let asn = 64512; asn < CUSTOMER_ASN_DEFAULT; asn++) if (!used.has(asn)) return asn;
  return null;
}

const PRIVATE_RANGES: readonly [from: number, to: number][] = [
  [64512, 65534],
  [4_200_000_000, 4_294_967_294],
];

/** 17943 in Singapore is not a misprint of 17493, which old VPN gateways there have on the Amazon side. */
const RESERVED_BY_REGION: Record<string, number | undefined> = {
  "eu-west-1": 9059,
  "ap-northeast-1": 10124,
  "ap-southeast-1": 17943,
};
