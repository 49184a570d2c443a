import "server-only";
import { deviceFamilies, findDeviceFamily } from "@/lib/domain/devices";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import type { DeviceFile, RenderOptions } from "@/lib/domain/devices/device-family";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import type { Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { configuredModel } from "./configured-model";
import { demandFile } from "./demand-file";
import type { NetworkResource } from "./known-resources";
import { observedConnection } from "./observed-connection";
import { type Network, networkOf } from "./queries";
import { renderFile } from "./render-file";

interface Download {
  environmentSlug: string;
  /** Such as vpn-connection/leeds. */
  connectionKey: string;
  /** A family's id, as it stands in the address. */
  family: string;
  options: RenderOptions;
}

/**
 * The configuration of one connection for a device, where it is asked for with the keys that EC2 has at this moment: they are kept
 * nowhere and logged nowhere. Whoever takes it is written down before it is handed over. Problems that block come as a
 * DomainError; the page shows them before, by `deviceChoices`.
 */
export async function deviceConfig(viewer: Viewer, download: Download): Promise<DeviceFile> {
  demandFile(viewer, download.options);
  const family = findDeviceFamily(download.family);
  const network = await networkOf(viewer, download.environmentSlug);
  const connection = network?.resources.find(({ key }) => key === download.connectionKey);
  if (!family || !network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const { environment, resources } = network;
  const model = await configuredModel({ environmentId: environment.id, resources, connection, preferredTunnel: null });
  const file = renderFile(family, model, download.options);
  await db.$transaction((tx) =>
    recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      environmentId: environment.id,
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
export function deviceChoices(
  { resources }: Pick<Network, "resources">,
  connection: NetworkResource,
  { preferredTunnel }: { preferredTunnel?: string } = {},
): DeviceChoice[] {
  const observed = observedConnection(resources, connection);
  const built = observed && buildDeviceModel({ ...observed, preferredTunnel }, null);
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
