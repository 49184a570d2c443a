import { containsAddress } from "../../../net/cidr";
import { isIpv4 } from "../../../net/ip";
import { differs, equal, type Finding, type Pair, same } from "./difference";

/** Outside addresses, identities, IKE version and what carries the packets. */
export function compareEnds(pair: Pair): Finding[] {
  const { read, tunnel } = pair;
  return [
    ...same(read.peer, tunnel.outsideIpAddress, { parameter: "peer", severity: "error" }),
    ...localAddress(pair),
    ...localId(pair),
    ...remoteId(pair),
    ...ikeVersion(pair),
    ...encapsulation(pair),
  ];
}

/** Behind NAT the device has a private address, and that is well as long as it names itself by the public one. */
function localAddress({ read: { localAddress: said }, tunnel }: Pair): Finding[] {
  if (said === undefined || !isIpv4(said.value)) return [];
  const isNat = isPrivate(said.value) && said.value !== tunnel.customerOutsideIp;
  const [parameter, severity] = ["localAddress", isNat ? "note" : "error"] as const;
  return same(said, tunnel.customerOutsideIp, { parameter, severity, meaning: isNat ? "behindNat" : parameter });
}

/** AWS knows the device by the address of its customer gateway (user guide, "customer gateway device behind NAT"). */
function localId({ read, tunnel }: Pair): Finding[] {
  const expected = tunnel.customerOutsideIp;
  const address = read.localAddress?.value;
  const { localId: said } = read;
  if (said === undefined) {
    if (address === undefined || address === expected || !isPrivate(address)) return [];
    const line = read.localAddress?.line ?? null;
    return [
      differs({ ...{ parameter: "localId", severity: "warning", meaning: "localIdOpen" }, connection: expected, line }),
    ];
  }
  // The same wrong address twice is one mistake, and it is told of the address.
  if (said.value === address && !isPrivate(said.value) && said.value !== expected) return [];
  return same(said, expected, { parameter: "localId", severity: "error" });
}

function remoteId({ read: { remoteId: said, peer }, tunnel }: Pair): Finding[] {
  if (said === undefined || said.value === "%any") return [];
  if (said.value === peer?.value && said.value !== tunnel.outsideIpAddress) return [];
  return same(said, tunnel.outsideIpAddress, { parameter: "remoteId", severity: "error" });
}

function ikeVersion({ read: { ikeVersions: said }, tunnel }: Pair): Finding[] {
  if (said === undefined) return [];
  if (said.value.some((version) => tunnel.ikeVersions.includes(version))) return [equal("ikeVersion")];
  const words = { connection: tunnel.ikeVersions.join(", "), device: said.value.join(", "), line: said.line };
  return [differs({ parameter: "ikeVersion", severity: "error", ...words })];
}

function encapsulation({ read: { encapsulation: said, isOff } }: Pair): Finding[] {
  const off = isOff ? [differs({ parameter: "tunnel", severity: "error", meaning: "isOff", line: isOff.line })] : [];
  if (said === undefined) return off;
  const { value: device, line } = said;
  return [...off, differs({ parameter: "encapsulation", severity: "error", connection: "ESP", device, line })];
}

/** Addresses that no router of the internet knows (RFC 1918, RFC 6598). */
function isPrivate(address: string): boolean {
  return isIpv4(address) && PRIVATE.some((block) => containsAddress(block, address));
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
