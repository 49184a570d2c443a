import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { isIpv4 } from "../net/ip";
import { phrase } from "../phrase";
import type { Problem } from "../problem";

/** What a CustomerGatewayConfiguration says. Null is what it does not say. Holds keys in clear: never log or store it. */
export interface CustomerGatewayConfiguration {
  connectionId: string | null;
  customerGatewayId: string | null;
  vpnGatewayId: string | null;
  routing: "static" | "bgp";
  tunnels: ConfiguredTunnel[];
}

export interface ConfiguredTunnel {
  /** AWS's outside address. Tunnels are matched by it: their order in the document means nothing. */
  outsideIpAddress: string;
  customerOutsideIp: string | null;
  awsInsideIp: string | null;
  customerInsideIp: string | null;
  awsAsn: number | null;
  customerAsn: number | null;
  bgpHoldSeconds: number | null;
  presharedKey: string | null;
  tcpMssBytes: number | null;
}

/**
 * Reads the XML that EC2 gives as CustomerGatewayConfiguration (reference: CreateVpnConnection). Never throws: what is
 * missing or unreadable is a problem, and the rest is used. Algorithms are not read, the document names one minimum only.
 */
export function parseCustomerGatewayXml(xml: string): {
  configuration: CustomerGatewayConfiguration | null;
  problems: Problem[];
} {
  const parsed = documentSchema.safeParse(readXml(xml));
  if (!parsed.success) return { configuration: null, problems: [warning("xmlUnreadable")] };
  const connection = parsed.data.vpn_connection;
  const problems: Problem[] = [];
  const tunnels: ConfiguredTunnel[] = [];
  for (const tunnel of connection.ipsec_tunnel) {
    const read = toTunnel(tunnel);
    if (read === null) problems.push(warning("xmlTunnelWithoutAddress"));
    else tunnels.push(read);
    if (read?.presharedKey === null) problems.push(warning("xmlWithoutKey", { address: read.outsideIpAddress }));
  }
  if (tunnels.length < 2) problems.push(warning("xmlTunnelMissing", { found: tunnels.length }));
  return {
    configuration: {
      connectionId: connection["@_id"] ?? null,
      customerGatewayId: connection.customer_gateway_id ?? null,
      vpnGatewayId: connection.vpn_gateway_id ?? null,
      routing: connection.vpn_connection_attributes === "NoBGPVPNConnection" ? "static" : "bgp",
      tunnels,
    },
    problems,
  };
}

/** Every value stays text, so that a key of digits keeps its digits; one tunnel alone is still a list. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => name === "ipsec_tunnel",
});

function readXml(xml: string): unknown {
  try {
    return parser.parse(xml, true);
  } catch {
    // The parser's message can quote the document, and with it a key.
    return null;
  }
}

const text = z
  .string()
  .transform((value) => (value === "" ? undefined : value))
  .optional()
  .catch(undefined);
const number = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .optional()
  .catch(undefined);
const section = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined);
const address = section({ ip_address: text });
const side = section({
  tunnel_outside_address: address,
  tunnel_inside_address: address,
  bgp: section({ asn: number, hold_time: number }),
});
const tunnelSchema = z
  .object({
    customer_gateway: side,
    vpn_gateway: side,
    ike: section({ pre_shared_key: text }),
    ipsec: section({ tcp_mss_adjustment: number }),
  })
  .catch({});
const documentSchema = z.object({
  vpn_connection: z.object({
    "@_id": text,
    customer_gateway_id: text,
    vpn_gateway_id: text,
    vpn_connection_attributes: text,
    ipsec_tunnel: z.array(tunnelSchema).default([]),
  }),
});

function toTunnel(tunnel: z.infer<typeof tunnelSchema>): ConfiguredTunnel | null {
  const outsideIpAddress = ipv4OrNull(tunnel.vpn_gateway?.tunnel_outside_address?.ip_address);
  if (outsideIpAddress === null) return null;
  return {
    outsideIpAddress,
    customerOutsideIp: ipv4OrNull(tunnel.customer_gateway?.tunnel_outside_address?.ip_address),
    awsInsideIp: ipv4OrNull(tunnel.vpn_gateway?.tunnel_inside_address?.ip_address),
    customerInsideIp: ipv4OrNull(tunnel.customer_gateway?.tunnel_inside_address?.ip_address),
    awsAsn: tunnel.vpn_gateway?.bgp?.asn ?? null,
    customerAsn: tunnel.customer_gateway?.bgp?.asn ?? null,
    bgpHoldSeconds: tunnel.customer_gateway?.bgp?.hold_time ?? null,
    presharedKey: tunnel.ike?.pre_shared_key ?? null,
    tcpMssBytes: tunnel.ipsec?.tcp_mss_adjustment ?? null,
  };
}

function ipv4OrNull(value: string | undefined): string | null {
  return value !== undefined && isIpv4(value) ? value : null;
}

function warning(name: string, values?: Record<string, string | number>): Problem {
  return { severity: "warning", phrase: phrase(`devices.problem.${name}`, values) };
}
