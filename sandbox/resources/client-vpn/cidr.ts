import { canonical, formatBlock, parseBlock } from "../../net";
import { formatBlock6, parseBlock6 } from "../../net6";
import { invalidValue } from "../../protocol/errors";

/** A network that a rule or a route is for, IPv4 or IPv6; host bits are dropped, as in routes of a VPC. */
export function readCidr(parameter: string, text: string): string {
  const block = parseBlock(text);
  if (block) return formatBlock(canonical(block));
  const block6 = parseBlock6(text);
  if (block6) return formatBlock6(block6);
  throw invalidValue(parameter, text, "This is not a valid CIDR block.");
}
