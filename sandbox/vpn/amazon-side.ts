import { amazonAsnOf } from "../resources/vpn/vpn-target";
import type { AmazonPeer } from "./bgp-session";
import type { AmazonEnd } from "./negotiation";
import type { Line } from "./tunnel";

/** AWS's end of a tunnel as it runs now, for IKE. Undefined while there is none. */
export function amazonEnd({ world, connection, tunnel }: Line): AmazonEnd | undefined {
  if (!tunnel.endpoint) return undefined;
  const customerGateway = world.customerGateways.require(connection.customerGatewayId);
  const { options, preSharedKey } = tunnel.endpoint;
  const isStarting = options.StartupAction === "start" || tunnel.isRestarting;
  return {
    options,
    preSharedKey,
    usesCertificate: customerGateway.certificateArn !== undefined,
    // Without an address AWS does not know whom to call (CreateCustomerGateway, IpAddress).
    mayInitiate: isStarting && customerGateway.address !== undefined,
    selectors: { local: connection.localCidr, remote: connection.remoteCidr },
  };
}

/** AWS's side of a tunnel's BGP session: limits and the default MED differ by gateway (User Guide, "Quotas"; reference §7). */
export function amazonPeer({ world, connection }: Line): AmazonPeer {
  const customerAsn = world.customerGateways.require(connection.customerGatewayId).asn;
  const asn = amazonAsnOf(world, connection.target);
  return connection.target?.kind === "vpn-gateway"
    ? { asn, customerAsn, prefixesMax: 100, defaultMed: 0 }
    : { asn, customerAsn, prefixesMax: 1000, defaultMed: 100 };
}
