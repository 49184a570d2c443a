import { formatAddress, known } from "../net";
import { formatAddress6, known6, size6 } from "../net6";
import { escapeXml } from "../protocol/serialize-output";
import { type Encryption, type Integrity, lowestProposal } from "./lowest-proposal";
import type { Tunnel } from "./tunnel";

type Connection = {
  id: string;
  customerGatewayId: string;
  target: { kind: string; id: string } | undefined;
  isStatic: boolean;
  tunnels: Tunnel[];
  isXmlReversed: boolean;
};

export type Ends = { customerAddress: string | undefined; customerAsn: number; amazonAsn: number };

export type InsideAddresses = { amazon: string; customer: string; mask: string; length: number };

/**
 * The document a device's configuration is made from (reference §4). It holds both pre-shared keys, unless they are
 * in Secrets Manager or certificates stand in their place. It shows one proposal only, the lowest that is allowed;
 * tunnels need not stand in the order of the options.
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

/** AWS takes the first usable address of the inside block, the customer the second. A tunnel with IPv6 inside goes by that. */
export function insideAddresses({ insideCidr, insideIpv6Cidr }: Tunnel): InsideAddresses {
  if (insideIpv6Cidr !== undefined) {
    const { base, length } = known6(insideIpv6Cidr);
    const mask = formatAddress6(2n ** 128n - size6(length));
    return { amazon: formatAddress6(base + 1n), customer: formatAddress6(base + 2n), mask, length };
  }
  const { base, length } = known(insideCidr);
  return { amazon: formatAddress(base + 1), customer: formatAddress(base + 2), mask: "255.255.255.252", length };
}

function tunnelXml(tunnel: Tunnel, isStatic: boolean, ends: Ends): string {
  const inside = insideAddresses(tunnel);
  const bgp = (asn: number) => (isStatic ? undefined : asn);
  const isKeyShown = tunnel.keyStorage === "Standard" && tunnel.certificateArn === undefined;
  const proposal = lowestProposal(tunnel.options);
  const key = isKeyShown ? `\n      <pre_shared_key>${escapeXml(tunnel.preSharedKey)}</pre_shared_key>` : "";
  return `  <ipsec_tunnel>
    <customer_gateway>
${endXml(ends.customerAddress ?? "", { ...inside, own: inside.customer }, bgp(ends.customerAsn))}
    </customer_gateway>
    <vpn_gateway>
${endXml(tunnel.outsideAddress, { ...inside, own: inside.amazon }, bgp(ends.amazonAsn))}
    </vpn_gateway>
    <ike>
      <authentication_protocol>${ikeIntegrity[proposal.phase1.integrity]}</authentication_protocol>
      <encryption_protocol>${encryption[proposal.phase1.encryption]}</encryption_protocol>
      <lifetime>${proposal.phase1.lifetimeSeconds}</lifetime>
      <perfect_forward_secrecy>group${proposal.phase1.group}</perfect_forward_secrecy>
      <mode>main</mode>${key}
    </ike>
    <ipsec>
      <protocol>esp</protocol>
      <authentication_protocol>${espIntegrity[proposal.phase2.integrity]}</authentication_protocol>
      <encryption_protocol>${encryption[proposal.phase2.encryption]}</encryption_protocol>
      <lifetime>${proposal.phase2.lifetimeSeconds}</lifetime>
      <perfect_forward_secrecy>group${proposal.phase2.group}</perfect_forward_secrecy>
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

function endXml(outside: string, inside: InsideAddresses & { own: string }, asn: number | undefined): string {
  const bgp =
    asn === undefined
      ? ""
      : `\n      <bgp>\n        <asn>${asn}</asn>\n        <hold_time>30</hold_time>\n      </bgp>`;
  return `      <tunnel_outside_address>
        <ip_address>${outside}</ip_address>
      </tunnel_outside_address>
      <tunnel_inside_address>
        <ip_address>${inside.own}</ip_address>
        <network_mask>${inside.mask}</network_mask>
        <network_cidr>${inside.length}</network_cidr>
      </tunnel_inside_address>${bgp}`;
}

const encryption: Record<Encryption, string> = {
  AES128: "aes-128-cbc",
  AES256: "aes-256-cbc",
  "AES128-GCM-16": "aes-128-gcm-16",
  "AES256-GCM-16": "aes-256-gcm-16",
};
const ikeIntegrity: Record<Integrity, string> = {
  SHA1: "sha1",
  "SHA2-256": "sha2-256",
  "SHA2-384": "sha2-384",
  "SHA2-512": "sha2-512",
};
const espIntegrity: Record<Integrity, string> = {
  SHA1: "hmac-sha1-96",
  "SHA2-256": "hmac-sha2-256-128",
  "SHA2-384": "hmac-sha2-384-192",
  "SHA2-512": "hmac-sha2-512-256",
};
