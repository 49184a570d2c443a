import type {
  GetVpnConnectionDeviceSampleConfigurationRequest,
  GetVpnConnectionDeviceSampleConfigurationResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidValue, need } from "../../protocol/errors";
import { insideAddresses } from "../../vpn/configuration-xml";
import { lowestProposal, type PhaseProposal } from "../../vpn/lowest-proposal";
import type { Tunnel } from "../../vpn/tunnel";
import type { TunnelOptions } from "../../vpn/tunnel-options";
import type { World } from "../../world";
import type { Sample, SampleTunnel } from "./device-samples/sample";
import { requireDeviceType } from "./device-types";
import { shownKey } from "./pre-shared-keys";
import { notAvailable, type VpnConnection } from "./vpn-connection";
import { amazonAsnOf } from "./vpn-target";

/** Text for a device, with the connection's real addresses, keys and lifetimes. The words are ours, not AWS's. */
export const GetVpnConnectionDeviceSampleConfiguration: Operation<
  GetVpnConnectionDeviceSampleConfigurationRequest,
  GetVpnConnectionDeviceSampleConfigurationResult
> = (input, world) => {
  const connection = requireConfigurable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const device = requireDeviceType(need(input.VpnConnectionDeviceTypeId, "VpnConnectionDeviceTypeId"));
  const isRecommended = readSampleType(input.SampleType) === "recommended";
  const ikeVersion = readIkeVersion(input.InternetKeyExchangeVersion) ?? (isRecommended ? 2 : 1);
  if (isRecommended && ikeVersion === 1)
    throw new ApiError("UnsupportedOperationException", "The recommended sample type is not supported for ikev1.");
  if (ikeVersion === 2 && !device.hasIkev2)
    throw new ApiError("UnsupportedOperation", `ikev2 is not supported for ${device.platform} ${device.software}.`);
  const sample = sampleOf(world, connection, { ikeVersion, isRecommended });
  return { VpnConnectionDeviceSampleConfiguration: `${device.write(sample)}\n` };
};

function sampleOf(
  world: World,
  connection: VpnConnection,
  { ikeVersion, isRecommended }: { ikeVersion: 1 | 2; isRecommended: boolean },
): Sample {
  const customerGateway = world.customerGateways.require(connection.customerGatewayId);
  const proposalFor = isRecommended ? recommendedProposal : lowestProposal;
  return {
    connectionId: connection.id,
    customerGatewayId: customerGateway.id,
    gatewayId: connection.target?.id ?? "",
    ikeVersion,
    isStatic: connection.isStatic,
    customerAsn: customerGateway.asn,
    amazonAsn: amazonAsnOf(world, connection.target),
    customerAddress: customerGateway.address ?? "<device-address>",
    tunnels: connection.tunnels.map(
      (tunnel, index): SampleTunnel => ({
        number: index + 1,
        name: `${connection.id}-${index}`,
        amazonAddress: tunnel.outsideAddress,
        inside: insideAddresses(tunnel),
        preSharedKey: shownKey(tunnel) ?? whereKeyIs(connection, tunnel),
        ...proposalFor(tunnel.options),
      }),
    ),
  };
}

function whereKeyIs(connection: VpnConnection, tunnel: Tunnel): string {
  return tunnel.certificateArn === undefined ? `<key-in-${connection.keySecretArn}>` : "<certificate>";
}

/** AES256, SHA2-256 and group 20, as far as the tunnel allows them: no defaults of before IKEv2 (UG, "Recommended" sample type). */
function recommendedProposal(options: TunnelOptions): { phase1: PhaseProposal; phase2: PhaseProposal } {
  const lowest = lowestProposal(options);
  const group = (allowed: { Value?: number }[] | undefined, otherwise: number) =>
    !allowed?.length || allowed.some(({ Value }) => Value === 20) ? 20 : otherwise;
  const named = <Name extends string>(allowed: { Value?: string }[] | undefined, wanted: Name, otherwise: Name) =>
    !allowed?.length || allowed.some(({ Value }) => Value === wanted) ? wanted : otherwise;
  return {
    phase1: {
      ...lowest.phase1,
      encryption: named(options.Phase1EncryptionAlgorithms, "AES256", lowest.phase1.encryption),
      integrity: named(options.Phase1IntegrityAlgorithms, "SHA2-256", lowest.phase1.integrity),
      group: group(options.Phase1DHGroupNumbers, lowest.phase1.group),
    },
    phase2: {
      ...lowest.phase2,
      encryption: named(options.Phase2EncryptionAlgorithms, "AES256", lowest.phase2.encryption),
      integrity: named(options.Phase2IntegrityAlgorithms, "SHA2-256", lowest.phase2.integrity),
      group: group(options.Phase2DHGroupNumbers, lowest.phase2.group),
    },
  };
}

function requireConfigurable(world: World, id: string): VpnConnection {
  const connection = world.vpnConnections.requireLive(id);
  if (connection.state === "deleting") throw notAvailable(id);
  return connection;
}

function readSampleType(text: string | undefined): "compatibility" | "recommended" {
  if (text === undefined || text === "compatibility" || text === "recommended") return text ?? "compatibility";
  throw invalidValue("sampleType", text, "Valid values: compatibility, recommended.");
}

function readIkeVersion(text: string | undefined): 1 | 2 | undefined {
  if (text === undefined) return undefined;
  if (text === "ikev1") return 1;
  if (text === "ikev2") return 2;
  throw invalidValue("internetKeyExchangeVersion", text, "Valid values: ikev1, ikev2.");
}
