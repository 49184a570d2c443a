import type { ObservedConnection } from "./build-device-model";

/** The lab of the classic write-up: VPC 10.50.0.0/16, device 3.37.222.142, site 10.60.0.0/16; AWS's addresses are documentation ones. */
export function classicConnection(routing: "static" | "bgp"): ObservedConnection {
  return {
    connectionId: "vpn-0123456789abcdef0",
    name: "classic-lab",
    customerGateway: { id: "cgw-0123456789abcdef0", ipAddress: "3.37.222.142", asn: 65000, deviceName: "lab-router" },
    vpnGateway: { id: "vgw-0123456789abcdef0", asn: 64512 },
    routing,
    staticPrefixes: routing === "static" ? ["10.60.0.0/16"] : [],
    vpcCidrs: ["10.50.0.0/16"],
    onPremCidrs: ["10.60.0.0/16"],
    tunnels: [
      { outsideIpAddress: "198.51.100.11", insideCidr: "169.254.44.40/30", dpdTimeoutSeconds: 30 },
      { outsideIpAddress: "198.51.100.22", insideCidr: "169.254.45.40/30", dpdTimeoutSeconds: 30 },
    ],
  };
}

/** EC2's document for the same connection, tunnels in the other order. */
export function classicXml(routing: "static" | "bgp", keys: [string, string] = ["cloudneta", "cloudneta"]): string {
  const tunnel = (outside: string, insideBase: string, key: string) => `
  <ipsec_tunnel>
    <customer_gateway>
      <tunnel_outside_address><ip_address>3.37.222.142</ip_address></tunnel_outside_address>
      <tunnel_inside_address>
        <ip_address>${insideBase}.42</ip_address><network_mask>255.255.255.252</network_mask><network_cidr>30</network_cidr>
      </tunnel_inside_address>${routing === "bgp" ? "\n      <bgp><asn>65000</asn><hold_time>30</hold_time></bgp>" : ""}
    </customer_gateway>
    <vpn_gateway>
      <tunnel_outside_address><ip_address>${outside}</ip_address></tunnel_outside_address>
      <tunnel_inside_address>
        <ip_address>${insideBase}.41</ip_address><network_mask>255.255.255.252</network_mask><network_cidr>30</network_cidr>
      </tunnel_inside_address>${routing === "bgp" ? "\n      <bgp><asn>64512</asn><hold_time>30</hold_time></bgp>" : ""}
    </vpn_gateway>
    <ike>
      <authentication_protocol>sha1</authentication_protocol>
      <encryption_protocol>aes-128-cbc</encryption_protocol>
      <lifetime>28800</lifetime>
      <perfect_forward_secrecy>group2</perfect_forward_secrecy>
      <mode>main</mode>
      <pre_shared_key>${key}</pre_shared_key>
    </ike>
    <ipsec>
      <protocol>esp</protocol>
      <authentication_protocol>hmac-sha1-96</authentication_protocol>
      <encryption_protocol>aes-128-cbc</encryption_protocol>
      <lifetime>3600</lifetime>
      <tcp_mss_adjustment>1379</tcp_mss_adjustment>
      <dead_peer_detection><interval>10</interval><retries>3</retries></dead_peer_detection>
    </ipsec>
  </ipsec_tunnel>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<vpn_connection id="vpn-0123456789abcdef0">
  <customer_gateway_id>cgw-0123456789abcdef0</customer_gateway_id>
  <vpn_gateway_id>vgw-0123456789abcdef0</vpn_gateway_id>
  <vpn_connection_type>ipsec.1</vpn_connection_type>${routing === "static" ? "\n  <vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>" : ""}
${tunnel("198.51.100.22", "169.254.45", keys[1])}${tunnel("198.51.100.11", "169.254.44", keys[0])}
</vpn_connection>`;
}
