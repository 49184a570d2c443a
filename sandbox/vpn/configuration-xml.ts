import { formatAddress, known } from "../net";
import { escapeXml } from "../protocol/serialize-output";
import type { Tunnel } from "./tunnel";

type Connection = {
  id: string;
  customerGatewayId: string;
  target: { kind: string; id: string } | undefined;
  isStatic: boolean;
  tunnels: Tunnel[];
  isXmlReversed: boolean;
};

type Ends = { customerAddress: string; customerAsn: number; amazonAsn: number };

/**
 * The document a device's configuration is made from (reference §4). It holds both pre-shared keys. It shows one
 * proposal only, the lowest that is allowed; tunnels need not stand in the order of the options.
 */
export function configurationXml(connection: Connection, ends: Ends): string {
  const tunnels = connection.isXmlReversed ? [...connection.tunnels].reverse() : connection.tunnels;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<vpn_connection id="${connection.id}">`,
    `  <customer_gateway_id>${connection.customerGatewayId}</customer_gateway_id>`,
    `  <vpn_gateway_id>${connection.target?.kind === "vpn-gateway" ? connection.target.id : ""}</vpn_gateway_id>`,
    "  <vpn_connection_type>ipsec.1</vpn_connection_type>",
    ...(connection.isStatic ? ["  <vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>"] : []),
    ...tunnels.map((tunnel) => tunnelXml(tunnel, connection.isStatic, ends)),
    "</vpn_connection>",
  ].join("\n");
}

/** AWS takes the first usable address of the inside block, the customer the second. */
export function insideAddresses(insideCidr: string): { amazon: string; customer: string } {
  const { base } = known(insideCidr);
  return { amazon: formatAddress(base + 1), customer: formatAddress(base + 2) };
}

function tunnelXml(tunnel: Tunnel, isStatic: boolean, ends: Ends): string {
  const inside = insideAddresses(tunnel.insideCidr);
  const bgp = (asn: number) => (isStatic ? undefined : asn);
  return `  <ipsec_tunnel>
    <customer_gateway>
${endXml(ends.customerAddress, inside.customer, bgp(ends.customerAsn))}
    </customer_gateway>
    <vpn_gateway>
${endXml(tunnel.outsideAddress, inside.amazon, bgp(ends.amazonAsn))}
    </vpn_gateway>
    <ike>
      <authentication_protocol>${lowest(tunnel.options.Phase1IntegrityAlgorithms, ikeIntegrity, "sha1")}</authentication_protocol>
      <encryption_protocol>${lowest(tunnel.options.Phase1EncryptionAlgorithms, encryption, "aes-128-cbc")}</encryption_protocol>
      <lifetime>${tunnel.options.Phase1LifetimeSeconds ?? 28_800}</lifetime>
      <perfect_forward_secrecy>group${lowestGroup(tunnel.options.Phase1DHGroupNumbers)}</perfect_forward_secrecy>
      <mode>main</mode>
      <pre_shared_key>${escapeXml(tunnel.preSharedKey)}</pre_shared_key>
    </ike>
    <ipsec>
      <protocol>esp</protocol>
      <authentication_protocol>${lowest(tunnel.options.Phase2IntegrityAlgorithms, espIntegrity, "hmac-sha1-96")}</authentication_protocol>
      <encryption_protocol>${lowest(tunnel.options.Phase2EncryptionAlgorithms, encryption, "aes-128-cbc")}</encryption_protocol>
      <lifetime>${tunnel.options.Phase2LifetimeSeconds ?? 3600}</lifetime>
      <perfect_forward_secrecy>group${lowestGroup(tunnel.options.Phase2DHGroupNumbers)}</perfect_forward_secrecy>
      <mode>tunnel</mode>
      <clear_df_bit>true</clear_df_bit>
      <fragmentation_before_encryption>true</fragmentation_before_encryption>
      <tcp_mss_adjustment>1379</tcp_mss_adjustment>
      <dead_peer_detection>
        <interval>10</interval>
        <retries>3</retries>
      </dead_peer_detection>
    </ipsec>
  </ipsec_tunnel>`;
}

function endXml(outside: string, inside: string, asn: number | undefined): string {
  const bgp =
    asn === undefined
      ? ""
      : `\n      <bgp>\n        <asn>${asn}</asn>\n        <hold_time>30</hold_time>\n      </bgp>`;
  return `      <tunnel_outside_address>
        <ip_address>${outside}</ip_address>
      </tunnel_outside_address>
      <tunnel_inside_address>
        <ip_address>${inside}</ip_address>
        <network_mask>255.255.255.252</network_mask>
        <network_cidr>30</network_cidr>
      </tunnel_inside_address>${bgp}`;
}

const encryption: Record<string, string> = {
  AES128: "aes-128-cbc",
  AES256: "aes-256-cbc",
  "AES128-GCM-16": "aes-128-gcm-16",
  "AES256-GCM-16": "aes-256-gcm-16",
};
const ikeIntegrity: Record<string, string> = {
  SHA1: "sha1",
  "SHA2-256": "sha2-256",
  "SHA2-384": "sha2-384",
  "SHA2-512": "sha2-512",
};
const espIntegrity: Record<string, string> = {
  SHA1: "hmac-sha1-96",
  "SHA2-256": "hmac-sha2-256-128",
  "SHA2-384": "hmac-sha2-384-192",
  "SHA2-512": "hmac-sha2-512-256",
};

/** The first of `names` (weakest first) that is allowed; `otherwise` when nothing was restricted. */
function lowest(allowed: { Value?: string }[] | undefined, names: Record<string, string>, otherwise: string): string {
  const found = Object.keys(names).find((name) => allowed?.some(({ Value }) => Value === name));
  return (found && names[found]) ?? otherwise;
}

function lowestGroup(allowed: { Value?: number }[] | undefined): number {
  return Math.min(...(allowed?.length ? allowed.map(({ Value }) => Value ?? 2) : [2]));
}
