import { containsAddress, isCidr } from "../net/cidr";
import { isIpv4 } from "../net/ip";
import type { Connection, Network } from "./network";

/**
 * Keys of what a search means: every word must occur in a name, an AWS id, an address, a CIDR or an ASN; an address also
 * finds the networks it lies in. Null when nothing was asked.
 */
export function searchNetwork(network: Network, query: string): Set<string> | null {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((text) => ({ text, isAddress: isIpv4(text) }));
  if (words.length === 0) return null;
  const found = new Set<string>();
  const look = (key: string, texts: readonly (string | number | null | undefined)[]) => {
    const known = texts.filter((text) => text !== null && text !== undefined && text !== "").map(String);
    if (words.every((word) => known.some((text) => isHit(text, word)))) found.add(key);
  };

  for (const site of network.sites) look(site.key, [site.name, site.awsId, site.ipAddress, site.bgpAsn]);
  for (const gateway of network.gateways) look(gateway.key, [gateway.name, gateway.awsId, gateway.amazonSideAsn]);
  for (const connection of network.connections) look(connection.key, textsOf(connection));
  for (const vpc of network.vpcs) {
    look(vpc.key, [vpc.name, vpc.awsId, vpc.cidr]);
    for (const subnet of vpc.subnets) {
      look(subnet.key, [subnet.name, subnet.awsId, subnet.cidr, subnet.routeTable?.name]);
    }
  }
  return found;
}

function textsOf({ name, awsId, tunnels, prefixes }: Connection) {
  const addresses = tunnels.flatMap((tunnel) => [tunnel.outsideIpAddress, tunnel.insideCidr]);
  return [name, awsId, ...addresses, ...prefixes];
}

function isHit(text: string, word: { text: string; isAddress: boolean }): boolean {
  if (text.toLowerCase().includes(word.text)) return true;
  return word.isAddress && text.includes("/") && isCidr(text) && containsAddress(text, word.text);
}
