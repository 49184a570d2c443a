import { isCidr } from "../../../net/cidr";
import { phrase } from "../../../phrase";
import { ANYWHERE } from "../../tunnel-model";
import { type BgpNeighbor, bgpNeighbors } from "../bgp-neighbors";
import { isInsidePeer } from "../is-inside-peer";
import { prefixLengthOf } from "../masks";
import type { ReadRemark, ReadTunnel, Said } from "../read-tunnel";
import { wholeNumber } from "../text-lines";
import { TUNNELS_MAX, upTo } from "../up-to";
import { iosSelectors } from "./ios-access-lists";
import { iosIke } from "./ios-ike";
import { interfaceAddress, localAddress, sourceAddress } from "./ios-interfaces";
import { ipsecPhase, isTransport } from "./ios-proposals";
import { type IosSection, iosSections, lineOf, sectionsOf } from "./ios-sections";

/** Tunnels in a configuration of IOS or IOS XE: protected tunnel interfaces, and entries of crypto maps. */
export function readIos(text: string): { tunnels: ReadTunnel[]; remarks: ReadRemark[] } {
  const sections = iosSections(text);
  const parts = partsOf(sections);
  return { tunnels: upTo(TUNNELS_MAX, tunnelsOf(parts)), remarks: remarksOf(sections) };
}

function* tunnelsOf(parts: Parts): Generator<ReadTunnel> {
  for (const section of sectionsOf(parts.sections, "interface")) {
    const tunnel = tunnelInterface(parts, section);
    if (tunnel !== null) yield tunnel;
  }
  for (const section of sectionsOf(parts.sections, "crypto", "map")) yield* mapEntry(parts, section);
}

/** What all tunnels share, looked up once. */
interface Parts {
  sections: readonly IosSection[];
  ike: ReturnType<typeof iosIke>;
  neighbors: readonly BgpNeighbor[];
  replayWindowPackets: Said<number>;
}

function partsOf(sections: readonly IosSection[]): Parts {
  const [window] = sectionsOf(sections, "crypto", "ipsec", "security-association", "replay", "window-size");
  return {
    sections,
    ike: iosIke(sections),
    neighbors: sectionsOf(sections, "router", "bgp").flatMap(({ head, body }) => bgpNeighbors(head, body)),
    // 64 packets unless told otherwise (security command reference).
    replayWindowPackets: { value: wholeNumber(window?.head.words[5]) ?? 64, line: window?.head.number ?? null },
  };
}

/** An interface that IPsec protects; null for any other. */
function tunnelInterface(parts: Parts, section: IosSection): ReadTunnel | null {
  const { sections } = parts;
  const protection = lineOf(section, "tunnel", "protection", "ipsec", "profile");
  const destination = lineOf(section, "tunnel", "destination");
  const peer = destination?.words[2];
  if (protection === undefined || destination === undefined || peer === undefined) return null;
  const name = section.head.words.slice(1).join("");
  const ipsec = sectionsOf(sections, "crypto", "ipsec", "profile").find(
    ({ head }) => head.words[3] === protection.words[4],
  );
  const local = localAddress(sections, section);
  const inside = interfaceAddress(section);
  const list = lineOf(section, "tunnel", "protection", "ipsec", "policy", "ipv4");
  const mss = lineOf(section, "ip", "tcp", "adjust-mss");
  const off = lineOf(section, "shutdown");
  return {
    name,
    line: section.head.number,
    peer: { value: peer, line: destination.number },
    localAddress: local,
    ...parts.ike({ peer, local: local?.value, ipsec }),
    phase2: ipsec ? ipsecPhase(sections, ipsec) : {},
    inside,
    ...insidePeer(parts, name, inside),
    selectors: list
      ? iosSelectors(sections, list.words[5] ?? "")
      : { value: [{ onPrem: ANYWHERE, aws: ANYWHERE }], line: protection.number },
    routes: routesInto(sections, name),
    tcpMssBytes: mss && { value: wholeNumber(mss.words[3]) ?? 0, line: mss.number },
    replayWindowPackets: parts.replayWindowPackets,
    starts: { value: "itself", line: null },
    encapsulation: encapsulation(section),
    isOff: off && { value: true, line: off.number },
  };
}

/** Without "tunnel mode ipsec ipv4" the interface wraps packets in GRE (interface command reference, "tunnel mode"). */
function encapsulation(section: IosSection): Said<string> | undefined {
  const mode = lineOf(section, "tunnel", "mode");
  const words = mode?.words.slice(2).join(" ") ?? "gre ip";
  return words.startsWith("ipsec ipv4") ? undefined : { value: words, line: mode?.number ?? null };
}

/** The neighbor or the target of a health check that is in the tunnel's own network. */
function insidePeer(parts: Parts, name: string, inside: ReadTunnel["inside"]): Pick<ReadTunnel, "insidePeer" | "bgp"> {
  const neighbor = parts.neighbors.find(({ address }) => isInsidePeer(inside, address.value));
  if (neighbor !== undefined) {
    const { address, ...bgp } = neighbor;
    return { insidePeer: address, bgp };
  }
  const probe = sectionsOf(parts.sections, "ip", "sla")
    .flatMap(({ body }) => body)
    .find(({ words }) => words[0] === "icmp-echo" && words[2] === "source-interface" && words[3] === name);
  return { insidePeer: probe && { value: probe.words[1] ?? "", line: probe.number } };
}

/** ip route NETWORK MASK TunnelN … */
function routesInto(sections: readonly IosSection[], name: string): Said<string>[] {
  return sectionsOf(sections, "ip", "route").flatMap(({ head }) => {
    const block = `${head.words[2]}/${prefixLengthOf(head.words[3] ?? "")}`;
    return head.words[4] === name && isCidr(block) ? [{ value: block, line: head.number }] : [];
  });
}

/** An entry of a crypto map is a tunnel to each of its peers. */
function* mapEntry(parts: Parts, section: IosSection): Generator<ReadTunnel> {
  const { sections } = parts;
  const [, , map = "", number] = section.head.words;
  const peers = section.body.filter(({ words }) => words[0] === "set" && words[1] === "peer");
  if (peers.length === 0) return;
  const local = mapAddress(sections, map);
  const list = lineOf(section, "match", "address");
  const transport = isTransport(sections, section);
  const shared = {
    name: `${map} ${number}`,
    line: section.head.number,
    localAddress: local,
    phase2: ipsecPhase(sections, section),
    selectors: list && iosSelectors(sections, list.words[2] ?? ""),
    replayWindowPackets: parts.replayWindowPackets,
    starts: { value: "traffic", line: null },
    encapsulation: transport && { value: "transport", line: transport.number },
  } satisfies Partial<ReadTunnel>;
  for (const { words, number: line } of peers) {
    const peer = words[2] ?? "";
    yield { ...shared, peer: { value: peer, line }, ...parts.ike({ peer, local: local?.value, ipsec: section }) };
  }
}

/** Where a map is applied, or what "crypto map NAME local-address" names. */
function mapAddress(sections: readonly IosSection[], map: string): Said<string> | undefined {
  const [named] = sectionsOf(sections, "crypto", "map", map, "local-address");
  if (named !== undefined) return sourceAddress(sections, named.head.words.slice(4).join(""));
  const applied = sectionsOf(sections, "interface").find((one) => lineOf(one, "crypto", "map", map) !== undefined);
  const found = applied && interfaceAddress(applied);
  return found && { value: found.value.address, line: found.line };
}

function remarksOf(sections: readonly IosSection[]): ReadRemark[] {
  return sectionsOf(sections, "crypto", "isakmp", "policy").flatMap((policy) => {
    const authentication = lineOf(policy, "authentication");
    if (authentication?.words[1] === "pre-share") return [];
    const line = authentication?.number ?? policy.head.number;
    return [{ phrase: phrase("compare.remark.policyWithoutKey", { number: policy.head.words[3] ?? "" }), line }];
  });
}
