import { contains, formatBlock, known, overlaps } from "../../net";
import { formatBlock6, known6, overlaps6, parseBlock6 } from "../../net6";
import { ApiError, invalidValue } from "../../protocol/errors";
import { readBlock } from "../vpc/vpc";
import type { Switch } from "./transit-gateway";

const cidrBlocksMax = 5;

/** An option that is `enable` or `disable`; undefined when it was not given. `parameter` is the member's own name. */
export function readSwitch<Name extends string>(
  parameter: Name,
  given: { [Member in Name]?: string | undefined },
): Switch | undefined {
  const value = given[parameter];
  if (value === undefined || value === "enable" || value === "disable") return value;
  throw invalidValue(parameter, value, "Valid values: enable, disable.");
}

/** The private ASNs, which are the ones a transit gateway may have. */
export function readAsn(asn: number | undefined): number | undefined {
  if (asn === undefined) return undefined;
  const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
  if (Number.isInteger(asn) && isPrivate) return asn;
  throw invalidValue("amazonSideAsn", asn, "It must be in 64512-65534 or 4200000000-4294967294.");
}

/** IPv4 blocks of /24 or larger, not link-local, and IPv6 blocks of /64 or larger: five at most, none within another. */
export function addCidrBlocks(present: string[], given: string[] | undefined): string[] {
  const blocks = [...present];
  for (const text of given ?? []) blocks.push(readCidrBlock(text, blocks));
  if (blocks.length > cidrBlocksMax)
    throw new ApiError(
      "TransitGatewayCidrBlockLimitExceeded",
      `The maximum number of CIDR blocks for a Transit Gateway is ${cidrBlocksMax}.`,
    );
  return blocks;
}

export function removeCidrBlocks(present: string[], given: string[] | undefined): string[] {
  for (const text of given ?? [])
    if (!present.includes(text)) throw invalidValue("removeTransitGatewayCidrBlocks", text, "It is not in use.");
  return present.filter((block) => !given?.includes(block));
}

function readCidrBlock(text: string, others: string[]): string {
  const refusal = (reason: string) => invalidValue("transitGatewayCidrBlocks", text, reason);
  if (text.includes(":")) {
    const block = parseBlock6(text);
    if (!block || block.length > 64) throw refusal("An IPv6 CIDR block must be of size /64 or larger.");
    if (others.some((other) => other.includes(":") && overlaps6(known6(other), block)))
      throw refusal("It overlaps with another CIDR block of the Transit Gateway.");
    return formatBlock6(block);
  }
  const block = readBlock(text, "transitGatewayCidrBlocks");
  if (block.length > 24) throw refusal("An IPv4 CIDR block must be of size /24 or larger.");
  if (contains(known("169.254.0.0/16"), block)) throw refusal("It must not be in 169.254.0.0/16.");
  if (others.some((other) => !other.includes(":") && overlaps(known(other), block)))
    throw refusal("It overlaps with another CIDR block of the Transit Gateway.");
  return formatBlock(block);
}
