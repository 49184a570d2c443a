import { buildDeviceModel, type ObservedConnection } from "../devices/build-device-model";
import type { CustomerGatewayConfiguration } from "../devices/customer-gateway-xml";
import type { DeviceModel } from "../devices/tunnel-model";

/**
 * The model as the connection is now, for comparison with the one that a hand-over was made of. EC2's lists lack what only its
 * XML says, which does not change while the connection lives: that is taken from the hand-over, so that nothing differs for
 * not having been read. Null when no model can be made any more.
 */
export function presentModel(observed: ObservedConnection, made: DeviceModel): DeviceModel | null {
  const preferredTunnel = made.preferredTunnel ?? undefined;
  return buildDeviceModel({ ...observed, preferredTunnel }, fromXml(observed, made)).model;
}

function fromXml({ vpnGateway, customerGateway }: ObservedConnection, made: DeviceModel): CustomerGatewayConfiguration {
  return {
    connectionId: null,
    customerGatewayId: null,
    vpnGatewayId: made.vpnGatewayId,
    routing: made.routing,
    tunnels: made.tunnels.map((tunnel) => ({
      outsideIpAddress: tunnel.outsideIpAddress,
      customerOutsideIp: customerGateway.ipAddress ?? tunnel.customerOutsideIp,
      awsInsideIp: tunnel.awsInsideIp,
      customerInsideIp: tunnel.customerInsideIp,
      awsAsn: vpnGateway?.asn ?? tunnel.awsAsn,
      customerAsn: customerGateway.asn ?? tunnel.customerAsn,
      bgpHoldSeconds: tunnel.bgpHoldSeconds,
      presharedKey: null,
      tcpMssBytes: tunnel.tcpMssBytes,
    })),
  };
}
