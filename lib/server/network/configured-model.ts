import "server-only";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { parseCustomerGatewayXml } from "@/lib/domain/devices/customer-gateway-xml";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { kinds } from "@/lib/domain/kinds";
import { DomainError } from "@/lib/errors";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import { environmentAccess } from "../environments/environment-access";
import type { NetworkResource } from "./known-resources";
import { observedConnection } from "./observed-connection";

interface Asked {
  environmentId: string;
  resources: readonly NetworkResource[];
  connection: NetworkResource;
  /** Outside address of the tunnel that shall carry the traffic; null lets both. */
  preferredTunnel: string | null;
}

/**
 * The connection for a renderer as EC2 says at this moment, with its keys: they go to the one who asked, and are kept nowhere
 * and logged nowhere. Throws what keeps EC2 from telling, or a model from being made.
 */
export async function configuredModel(asked: Asked): Promise<DeviceModel> {
  const { resources, connection, preferredTunnel } = asked;
  const { xml, observed } = await fetchConfiguration(asked);
  const source = observedConnection(resources, connection, observed);
  const { configuration } = parseCustomerGatewayXml(xml);
  const built = source && buildDeviceModel({ ...source, preferredTunnel: preferredTunnel ?? undefined }, configuration);
  if (!built?.model) throw new DomainError("configuration-impossible", { name: connection.name });
  return built.model;
}

async function fetchConfiguration({ environmentId, connection }: Asked) {
  const access = await environmentAccess(environmentId);
  const input = { VpnConnectionIds: connection.awsId ? [connection.awsId] : [] };
  const output = await callEc2(access, { action: "DescribeVpnConnections", input }).catch((error: unknown) => {
    if (!(error instanceof Ec2Error)) throw error;
    if (error.category === "gone") throw new DomainError("connection-not-found", {}, { cause: error });
    throw new DomainError("ec2-refused", { code: error.code, message: error.message }, { cause: error });
  });
  const xml = output.VpnConnections?.[0]?.CustomerGatewayConfiguration;
  const [observed] = kinds["vpn-connection"].observe(output);
  // EC2 gives it only while the connection is pending or available (reference §4).
  if (!xml || !observed) throw new DomainError("configuration-not-there", { name: connection.name });
  return { xml, observed };
}
