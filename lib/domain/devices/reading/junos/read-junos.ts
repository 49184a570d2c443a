import { isCidr } from "../../../net/cidr";
import { isIpv4 } from "../../../net/ip";
import { ANYWHERE, type IkeVersion } from "../../tunnel-model";
import { isInsidePeer } from "../is-inside-peer";
import { encryptedKey, type ReadKey, readKey } from "../read-key";
import type { ReadBgp, ReadRemark, ReadTunnel, Said } from "../read-tunnel";
import { TUNNELS_MAX } from "../up-to";
import { junosPhase1, junosPhase2 } from "./junos-proposals";
import { JunosTree, junosStatements } from "./junos-statements";

/** The VPNs of a configuration of Junos in its set form. Defaults are those of its CLI reference. */
export function readJunos(text: string): { tunnels: ReadTunnel[]; remarks: ReadRemark[] } {
  const tree = new JunosTree(junosStatements(text));
  const vpns = tree.under("security", "ipsec", "vpn");
  const parts = { tree, neighbors: neighborsOf(tree) };
  return {
    tunnels: vpns
      .names()
      .slice(0, TUNNELS_MAX)
      .flatMap((name) => readVpn(parts, name, vpns.under(name)) ?? []),
    remarks: [],
  };
}

interface Parts {
  tree: JunosTree;
  neighbors: Neighbor[];
}

function readVpn(parts: Parts, name: string, vpn: JunosTree): ReadTunnel | null {
  const { tree } = parts;
  const line = vpn.statements[0]?.line ?? 1;
  const gateway = tree.under("security", "ike", "gateway", vpn.word("ike", "gateway")?.value ?? "");
  const peer = gateway.word("address");
  if (peer === undefined) return null;
  const ikePolicy = tree.under("security", "ike", "policy", gateway.word("ike-policy")?.value ?? "");
  const ipsecPolicy = tree.under("security", "ipsec", "policy", vpn.word("ike", "ipsec-policy")?.value ?? "");
  const unit = vpn.word("bind-interface")?.value ?? "";
  const inside = addressOf(tree, unit);
  return {
    ...{ name, line, peer, inside },
    localAddress: hostOf(gateway.word("local-address")) ?? outsideAddress(tree, gateway.word("external-interface")),
    localId: gateway.word("local-identity", "inet"),
    remoteId: gateway.word("remote-identity", "inet"),
    ikeVersions: ikeVersions(gateway.word("version")),
    phase1: junosPhase1(tree, ikePolicy),
    phase2: junosPhase2(tree, ipsecPolicy),
    ...insidePeer(parts, inside, vpn),
    selectors: selectors(vpn, line),
    routes: routesInto(tree, unit),
    tcpMssBytes: tree.number("security", "flow", "tcp-mss", "ipsec-vpn", "mss"),
    replayWindowPackets: vpn.number("ike", "anti-replay-window-size"),
    dpdSeconds: dpdSeconds(gateway),
    starts: starts(vpn.word("establish-tunnels")),
    key: keyOf(ikePolicy),
  };
}

/** IKEv1 unless it is told otherwise. */
function ikeVersions(version: Said<string> | undefined): Said<IkeVersion[]> {
  return { value: [version?.value === "v2-only" ? "ikev2" : "ikev1"], line: version?.line ?? null };
}

/** The key is in quotes, and the device shows it as "$9$…", which anybody can turn back but nobody should here. */
function keyOf(policy: JunosTree): ReadKey | undefined {
  const said = policy.word("pre-shared-key", "ascii-text");
  if (said?.line === undefined || said.line === null) return undefined;
  const text = said.value.replace(/^"(.*)"$/, "$1");
  return text.startsWith("$9$") || text.startsWith("$8$") ? encryptedKey(said.line) : readKey(text, said.line);
}

/** "st0.1" is also written "st0 unit 1". */
function addressOf(tree: JunosTree, unit: string): ReadTunnel["inside"] {
  const [name = "", number = "0"] = unit.split(".");
  const said =
    tree.word("interfaces", unit, "family", "inet", "address") ??
    tree.word("interfaces", name, "unit", number, "family", "inet", "address");
  const [address = "", length] = said?.value.split("/") ?? [];
  return said && isIpv4(address)
    ? { value: { address, prefixLength: length === undefined ? null : Number(length) }, line: said.line }
    : undefined;
}

function outsideAddress(tree: JunosTree, unit: Said<string> | undefined): Said<string> | undefined {
  const found = unit && addressOf(tree, unit.value);
  return found && { value: found.value.address, line: found.line };
}

function hostOf(said: Said<string> | undefined): Said<string> | undefined {
  return said && { value: said.value.split("/", 1)[0] ?? "", line: said.line };
}

/** Where a neighbor of BGP stands. */
interface Neighbor {
  group: string;
  address: string;
  line: number;
}

/** Every neighbor once. */
function neighborsOf(tree: JunosTree): Neighbor[] {
  const found = new Map<string, Neighbor>();
  for (const { words, line } of tree.under("protocols", "bgp", "group").statements) {
    const [group = "", word, address = ""] = words;
    if (word === "neighbor" && isIpv4(address) && !found.has(address)) found.set(address, { group, address, line });
  }
  return [...found.values()];
}

/** The neighbor in the tunnel's own network, else what the VPN's monitor pings. */
function insidePeer(
  { tree, neighbors }: Parts,
  inside: ReadTunnel["inside"],
  vpn: JunosTree,
): Pick<ReadTunnel, "insidePeer" | "bgp"> {
  const found = neighbors.find(({ address }) => isInsidePeer(inside, address));
  if (found === undefined) return { insidePeer: vpn.word("vpn-monitor", "destination-ip") };
  const { address, line } = found;
  const group = tree.under("protocols", "bgp", "group", found.group);
  return { insidePeer: { value: address, line }, bgp: bgpOf(tree, group, group.under("neighbor", address)) };
}

/** What the neighbor does not say its group does, and then the router. 90 s is the hold time unless told otherwise. */
function bgpOf(tree: JunosTree, group: JunosTree, neighbor: JunosTree): ReadBgp {
  const nearest = (name: string) => neighbor.number(name) ?? group.number(name);
  return {
    ownAsn: nearest("local-as") ?? tree.number("routing-options", "autonomous-system"),
    peerAsn: nearest("peer-as"),
    holdSeconds: nearest("hold-time") ?? { value: 90, line: null },
  };
}

/** Without selectors or a proxy identity Junos negotiates any to any. */
function selectors(vpn: JunosTree, line: number): ReadTunnel["selectors"] {
  const named = vpn.under("traffic-selector");
  const pairs = [
    { local: vpn.word("ike", "proxy-identity", "local"), remote: vpn.word("ike", "proxy-identity", "remote") },
    ...named.names().map((name) => ({ local: named.word(name, "local-ip"), remote: named.word(name, "remote-ip") })),
  ].filter(({ local, remote }) => local !== undefined || remote !== undefined);
  const value = pairs.map(({ local, remote }) => ({
    onPrem: local?.value ?? ANYWHERE,
    aws: remote?.value ?? ANYWHERE,
  }));
  if (!value.every(({ onPrem, aws }) => isCidr(onPrem) && isCidr(aws))) return undefined;
  const first = pairs[0]?.local ?? pairs[0]?.remote;
  return value.length === 0
    ? { value: [{ onPrem: ANYWHERE, aws: ANYWHERE }], line }
    : { value, line: first?.line ?? line };
}

function routesInto(tree: JunosTree, unit: string): Said<string>[] {
  return tree.under("routing-options", "static", "route").statements.flatMap(({ words, line }) => {
    const [network = "", hop, into] = words;
    const isHop = hop === "next-hop" || hop === "qualified-next-hop";
    return isHop && into === unit && isCidr(network) ? [{ value: network, line }] : [];
  });
}

function dpdSeconds(gateway: JunosTree): Said<number> {
  const line = gateway.lineOf("dead-peer-detection");
  const seconds = gateway.number("dead-peer-detection", "interval");
  return seconds ?? { value: line === undefined ? 0 : 10, line: line ?? null };
}

function starts(said: Said<string> | undefined): ReadTunnel["starts"] {
  const line = said?.line ?? null;
  if (said?.value === "immediately") return { value: "itself", line };
  return { value: said?.value.startsWith("responder-only") ? "never" : "traffic", line };
}
