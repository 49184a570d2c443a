import { phrase } from "../../phrase";
import { parseCustomerGatewayXml } from "../customer-gateway-xml";
import { type ReadKey, readKey } from "./read-key";
import type { ReadRemark, ReadTunnel, Said } from "./read-tunnel";

/**
 * AWS's own CustomerGatewayConfiguration. Algorithms are left out: the document names one minimum, whatever the tunnel's lists say
 * (reference: "Download an example configuration file").
 */
export function readAwsXml(text: string): { tunnels: ReadTunnel[]; remarks: ReadRemark[] } {
  const { configuration } = parseCustomerGatewayXml(text);
  // Tunnels and keys that are missing are found by comparing.
  if (configuration === null) return { tunnels: [], remarks: [remark("xmlUnreadable")] };
  const tunnels = configuration.tunnels.map((tunnel, index): ReadTunnel => {
    const line = lineOf(text, tunnel.outsideIpAddress);
    const said = <T>(value: T | null): Said<T> | undefined => (value === null ? undefined : { value, line });
    const isBgp = configuration.routing === "bgp";
    return {
      name: `${configuration.connectionId ?? "ipsec_tunnel"} ${index + 1}`,
      line,
      peer: said(tunnel.outsideIpAddress),
      localAddress: said(tunnel.customerOutsideIp),
      phase1: {},
      phase2: {},
      inside: tunnel.customerInsideIp === null ? undefined : insideOf(tunnel.customerInsideIp, line),
      insidePeer: said(tunnel.awsInsideIp),
      bgp: isBgp
        ? { ownAsn: said(tunnel.customerAsn), peerAsn: said(tunnel.awsAsn), holdSeconds: said(tunnel.bgpHoldSeconds) }
        : undefined,
      tcpMssBytes: said(tunnel.tcpMssBytes),
      key: keyOf(tunnel.presharedKey, line),
    };
  });
  return { tunnels, remarks: [remark("xmlAlgorithms")] };
}

function remark(name: string): ReadRemark {
  return { phrase: phrase(`compare.remark.${name}`), line: null };
}

function insideOf(address: string, line: number): ReadTunnel["inside"] {
  return { value: { address, prefixLength: null }, line };
}

function keyOf(key: string | null, line: number): ReadKey | undefined {
  return key === null ? undefined : readKey(key, line);
}

/** The line of an address in the document. Within a tunnel the reader names no finer place: its parser keeps none. */
function lineOf(text: string, address: string): number {
  const at = text.indexOf(`>${address}<`);
  return at === -1 ? 1 : text.slice(0, at).split("\n").length;
}
