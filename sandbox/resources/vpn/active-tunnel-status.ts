import type { GetActiveVpnTunnelStatusRequest, GetActiveVpnTunnelStatusResult } from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { need } from "../../protocol/errors";
import { negotiatedParameters, type Tunnel } from "../../vpn/tunnel";
import type { VpnConnection } from "./vpn-connection";
import { requireTunnel } from "./vpn-connection-modify";

/** What both ends of a tunnel came to: without IPsec there is nothing but how AWS's own end stands. */
export const GetActiveVpnTunnelStatus: Operation<GetActiveVpnTunnelStatusRequest, GetActiveVpnTunnelStatusResult> = (
  input,
  world,
) => {
  const connection = world.vpnConnections.requireLive(need(input.VpnConnectionId, "VpnConnectionId"));
  const tunnel = requireTunnel(connection, need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress"));
  const agreed = negotiatedParameters(tunnel);
  return {
    ActiveVpnTunnelStatus: {
      Phase1EncryptionAlgorithm: agreed?.phase1.encryption,
      Phase2EncryptionAlgorithm: agreed?.phase2.encryption,
      Phase1IntegrityAlgorithm: agreed?.phase1.integrity,
      Phase2IntegrityAlgorithm: agreed?.phase2.integrity,
      Phase1DHGroup: agreed?.phase1.dhGroup,
      Phase2DHGroup: agreed?.phase2.dhGroup,
      IkeVersion: agreed?.ikeVersion,
      ...provisioning(connection, tunnel),
    },
  };
};

/** The reason is a sentence of ours: no text of AWS's is published. */
function provisioning(connection: VpnConnection, tunnel: Tunnel) {
  const isReady = connection.state !== "pending" && connection.state !== "deleting" && !tunnel.isReplacing;
  return isReady
    ? { ProvisioningStatus: "available" }
    : { ProvisioningStatus: "pending", ProvisioningStatusReason: "The VPN tunnel endpoint is being provisioned." };
}
