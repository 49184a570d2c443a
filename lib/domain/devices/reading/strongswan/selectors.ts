import { canonicalCidr, isCidr } from "../../../net/cidr";
import { isIpv4 } from "../../../net/ip";
import type { ReadTunnel, Said } from "../read-tunnel";

interface Ends {
  onPrem: Said<string> | undefined;
  aws: Said<string> | undefined;
  local: Said<string> | undefined;
  peer: Said<string> | undefined;
}

/** Every network of one end with every one of the other. What is left out, and "dynamic", is the end's own outside address. */
export function strongswanSelectors({ onPrem, aws, local, peer }: Ends): ReadTunnel["selectors"] {
  const own = networks(onPrem, local);
  const others = networks(aws, peer);
  if (own === null || others === null) return undefined;
  const pairs = own.flatMap((one) => others.map((other) => ({ onPrem: one, aws: other })));
  return pairs.length === 0 ? undefined : { value: pairs, line: onPrem?.line ?? aws?.line ?? null };
}

function networks(said: Said<string> | undefined, outside: Said<string> | undefined): string[] | null {
  const texts = said === undefined ? ["dynamic"] : said.value.split(",", NETWORKS_MAX).map((text) => text.trim());
  const blocks = texts.map((text) => blockOf(text === "dynamic" ? (outside?.value ?? "") : text));
  return blocks.every((block) => block !== null) ? blocks : null;
}

function blockOf(text: string): string | null {
  if (isIpv4(text)) return `${text}/32`;
  return isCidr(text) ? canonicalCidr(text) : null;
}

const NETWORKS_MAX = 20;
