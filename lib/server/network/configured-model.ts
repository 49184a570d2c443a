import "server-only";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { parseCustomerGatewayXml } from "@/lib/domain/devices/customer-gateway-xml";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { DomainError } from "@/lib/errors";
import { type FetchedConfiguration, fetchConfiguration } from "./fetch-configuration";
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
  const { model } = buildConfigured(asked, await fetchConfiguration(asked.environmentId, asked.connection));
  if (!model) throw new DomainError("configuration-impossible", { name: asked.connection.name });
  return model;
}

/** The same of what was fetched already, with what stands in the way of a model. */
export function buildConfigured(
  { resources, connection, preferredTunnel }: Omit<Asked, "environmentId">,
  { xml, observed }: FetchedConfiguration,
): ReturnType<typeof buildDeviceModel> {
  const source = observedConnection(resources, connection, observed);
  if (!source) return { model: null, problems: [] };
  const { configuration } = parseCustomerGatewayXml(xml);
  return buildDeviceModel({ ...source, preferredTunnel: preferredTunnel ?? undefined }, configuration);
}
