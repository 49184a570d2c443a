import "server-only";
import { deviceFamilies, findDeviceFamily } from "@/lib/domain/devices";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { parseCustomerGatewayXml } from "@/lib/domain/devices/customer-gateway-xml";
import type { DeviceFamily, DeviceFile, RenderOptions } from "@/lib/domain/devices/device-family";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { kinds } from "@/lib/domain/kinds";
import type { Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import type { NetworkResource } from "./known-resources";
import { observedConnection } from "./observed-connection";
import { type Network, networkOf } from "./queries";

interface Download {
  environmentSlug: string;
  /** Such as vpn-connection/leeds. */
  connectionKey: string;
  /** A family's id, as it stands in the address. */
  family: string;
  options: RenderOptions;
}

/**
 * The configuration of one connection for a device, with the keys that EC2 has at this moment: they are asked for now, kept
 * nowhere and logged nowhere. Whoever takes it is written down before it is handed over. Problems that block come as a
 * DomainError; the page shows them before, by `deviceChoices`.
 */
export async function deviceConfig(viewer: Viewer, download: Download): Promise<DeviceFile> {
  if (!viewer.can("reveal-keys")) throw new DomainError("not-allowed");
  const family = findDeviceFamily(download.family);
  const network = await networkOf(viewer, download.environmentSlug);
  const connection = network?.resources.find(({ key }) => key === download.connectionKey);
  if (!family || !network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const file = render(family, network, connection, await fetchConfiguration(network, connection), download.options);
  await db.$transaction((tx) =>
    recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      environmentId: network.environment.id,
      action: "configuration.downloaded",
      subject: connection.name,
      detail: {
        key: connection.key,
        family: family.id,
        ikeVersion: download.options.ikeVersion,
        keysIncluded: download.options.includeKeys,
      },
    }),
  );
  return file;
}

/** A family with what stands in the way of each of its IKE versions. */
export interface DeviceChoice {
  id: string;
  /** Message keys. */
  label: string;
  platforms: string;
  versions: { ikeVersion: IkeVersion; problems: Problem[] }[];
}

/** What can be downloaded for a connection, judged by what is observed of it; asks EC2 nothing. */
export function deviceChoices({ resources }: Pick<Network, "resources">, connection: NetworkResource): DeviceChoice[] {
  const observed = observedConnection(resources, connection);
  const built = observed && buildDeviceModel(observed, null);
  if (!built) return [];
  const { model } = built;
  return deviceFamilies.map((family) => ({
    id: family.id,
    label: family.label,
    platforms: family.platforms,
    versions: family.ikeVersions.map((ikeVersion) => ({
      ikeVersion,
      problems: model
        ? [...built.problems, ...family.problems(model, { ikeVersion, includeKeys: false })]
        : built.problems,
    })),
  }));
}

/** The connection as EC2 says now. */
async function fetchConfiguration({ environment }: Network, connection: NetworkResource) {
  const access = await environmentAccess(environment.id);
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

function render(
  family: DeviceFamily,
  { resources }: Network,
  connection: NetworkResource,
  { xml, observed }: Awaited<ReturnType<typeof fetchConfiguration>>,
  options: RenderOptions,
): DeviceFile {
  const source = observedConnection(resources, connection, observed);
  const { configuration } = parseCustomerGatewayXml(xml);
  const built = source && buildDeviceModel(source, configuration);
  const isPossible =
    built?.model &&
    family.ikeVersions.includes(options.ikeVersion) &&
    family.problems(built.model, options).every(({ severity }) => severity !== "error");
  if (!built?.model || !isPossible) throw new DomainError("configuration-impossible", { name: connection.name });
  return family.file(built.model, options);
}
