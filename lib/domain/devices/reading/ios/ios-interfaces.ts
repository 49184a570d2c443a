import { isIpv4 } from "../../../net/ip";
import { prefixLengthOf } from "../masks";
import type { ReadTunnel, Said } from "../read-tunnel";
import { type IosSection, lineOf, sectionsOf } from "./ios-sections";

/** The address of an interface with the length of its network. */
export function interfaceAddress(section: IosSection): ReadTunnel["inside"] {
  const line = section.body.findLast(
    ({ words }) => words[0] === "ip" && words[1] === "address" && words[4] === undefined,
  );
  const [, , address = "", mask = ""] = line?.words ?? [];
  if (line === undefined || !isIpv4(address)) return undefined;
  return { value: { address, prefixLength: prefixLengthOf(mask) }, line: line.number };
}

/** A tunnel's source is an address or the interface that has it, whose name may be shortened or hold a space. */
export function sourceAddress(sections: readonly IosSection[], source: string): Said<string> | undefined {
  const named = sectionsOf(sections, "interface").find(
    ({ head }) => head.words.slice(1).join("").toLowerCase() === source.toLowerCase(),
  );
  const found = named && interfaceAddress(named);
  return found && { value: found.value.address, line: found.line };
}

/** The address behind "local-address" or "tunnel source". */
export function localAddress(sections: readonly IosSection[], tunnel: IosSection): Said<string> | undefined {
  const line = lineOf(tunnel, "tunnel", "source");
  const source = line?.words.slice(2).join("") ?? "";
  if (line === undefined) return undefined;
  return isIpv4(source) ? { value: source, line: line.number } : sourceAddress(sections, source);
}
