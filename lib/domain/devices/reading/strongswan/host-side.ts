import ipaddr from "ipaddr.js";
import { type BgpNeighbor, bgpNeighbors } from "../bgp-neighbors";
import { isInsidePeer } from "../is-inside-peer";
import type { ReadTunnel } from "../read-tunnel";
import { begins, type TextLine, wordsOf } from "../text-lines";
import { type HostInterface, hostInterfaces } from "./host-commands";

/** What a text says of a Linux host beside its IPsec daemon: interfaces, routes, FRR's BGP and the pings of a watching script. */
export interface HostSide {
  interfaces: HostInterface[];
  neighbors: BgpNeighbor[];
  /** By the interface that is watched. */
  pings: Map<string, NonNullable<ReadTunnel["insidePeer"]>>;
}

export function hostSide(lines: readonly TextLine[]): HostSide {
  const untagged = lines.map(withoutTag);
  const start = untagged.findIndex(({ words }) => begins(words, "router", "bgp"));
  const head = untagged[start];
  return {
    interfaces: hostInterfaces(lines),
    neighbors: head === undefined ? [] : bgpNeighbors(head, untagged.slice(start + 1)),
    pings: new Map(
      untagged.flatMap(({ words: [verb, name, address], number }) =>
        verb === "watch" && name !== undefined && address !== undefined && ipaddr.isValid(address)
          ? [[name, { value: address, line: number }] as const]
          : [],
      ),
    ),
  };
}

interface TunnelInterface {
  /** XFRM's interface id, or a mark. */
  number?: number;
  name?: string;
  /** Where the daemon itself gives the interface its address. */
  inside?: ReadTunnel["inside"];
}

/** What the host says of the tunnel whose interface has this number or name. */
export function hostPart(host: HostSide, { number, name, inside: own }: TunnelInterface): Partial<ReadTunnel> {
  const found = host.interfaces.find((one) => (number === undefined ? one.name === name : one.number === number));
  const inside = found?.inside ?? own;
  const neighbor = host.neighbors.find(({ address }) => isInsidePeer(inside, address.value));
  const { address, ...bgp } = neighbor ?? {};
  const { mssBytes, mtuBytes, routes = [] } = found ?? {};
  return {
    inside,
    insidePeer: address ?? host.pings.get(found?.name ?? name ?? ""),
    bgp: neighbor && bgp,
    routes: routes.length > 0 ? routes : undefined,
    // A full segment with the headers of IP and TCP is as long as the interface takes.
    tcpMssBytes: mssBytes ?? (mtuBytes && { value: mtuBytes.value - 40, line: mtuBytes.line }),
  };
}

/** Files for one daemon carry those of others behind "#tag| ". */
function withoutTag(line: TextLine): TextLine {
  const [, rest] = /^#[a-z]{1,20}\|(.*)$/.exec(line.text) ?? [];
  return rest === undefined ? line : { ...line, text: rest, words: wordsOf(rest) };
}
