import "server-only";
import { parseCustomerGatewayXml } from "@/lib/domain/devices/customer-gateway-xml";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import { hideKeys } from "@/lib/domain/devices/hide-keys";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import { fetchConfiguration, tellRefusal } from "./fetch-configuration";
import type { NetworkResource } from "./known-resources";
import { type Network, networkOf } from "./queries";
import { sampleDevices } from "./sample-devices";

/**
 * AWS's two kinds (GetVpnConnectionDeviceSampleConfiguration, SampleType): the least that every device can do, or the strongest, for IKEv2
 * alone.
 */
export type SampleType = "compatibility" | "recommended";

interface SampleDownload {
  environmentSlug: string;
  connectionKey: string;
  /** AWS's id of the device. */
  deviceId: string;
  ikeVersion: IkeVersion;
  sampleType: SampleType;
  includeKeys: boolean;
}

/**
 * The file that AWS itself writes for a connection, in AWS's words. It comes with the keys in it, so it is for those who may have them,
 * kept nowhere and logged nowhere; "without keys" has a marked place where each stood, and is refused where one is not found.
 */
export async function awsSample(viewer: Viewer, download: SampleDownload): Promise<DeviceFile> {
  if (!viewer.can("reveal-keys")) throw new DomainError("not-allowed");
  const network = await networkOf(viewer, download.environmentSlug);
  const connection = network?.resources.find(({ key }) => key === download.connectionKey);
  if (!network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const { devices, refusal } = await sampleDevices(network);
  if (refusal) throw new DomainError("ec2-refused", refusal);
  const device = devices.find(({ id }) => id === download.deviceId);
  if (!device) throw new DomainError("sample-device-gone");
  const text = await fetchSample(network, connection, download);
  await recordAuditOf(viewer, db, {
    environmentId: network.environment.id,
    action: "configuration.downloaded",
    subject: connection.name,
    detail: {
      key: connection.key,
      family: `AWS: ${device.vendor}, ${device.platform}, ${device.software}`,
      ikeVersion: download.ikeVersion,
      sampleType: download.sampleType,
      keysIncluded: download.includeKeys,
    },
  });
  const kind = `${device.vendor} ${device.platform} ${device.software}`.match(/[\w.]+/g)?.join("-") ?? device.id;
  return {
    filename: `${connection.awsId}-aws-${kind}-${download.ikeVersion}.txt`,
    mediaType: "text/plain; charset=utf-8",
    text,
  };
}

async function fetchSample(
  { environment }: Network,
  connection: NetworkResource,
  { deviceId, ikeVersion, sampleType, includeKeys }: SampleDownload,
): Promise<string> {
  const input = {
    VpnConnectionId: connection.awsId ?? undefined,
    VpnConnectionDeviceTypeId: deviceId,
    InternetKeyExchangeVersion: ikeVersion,
    SampleType: sampleType,
  };
  const call = { action: "GetVpnConnectionDeviceSampleConfiguration", input } as const;
  const output = await callEc2(await environmentAccess(environment.id), call).catch(tellRefusal);
  const text = output.VpnConnectionDeviceSampleConfiguration;
  if (!text) throw new DomainError("configuration-not-there", { name: connection.name });
  if (includeKeys) return text;
  const { configuration } = parseCustomerGatewayXml((await fetchConfiguration(environment.id, connection)).xml);
  const hidden = hideKeys(text, configuration?.tunnels ?? []);
  if (hidden === null) throw new DomainError("sample-keys-not-found", { name: connection.name });
  return hidden;
}
