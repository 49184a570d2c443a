import "server-only";
import { findDeviceFamily } from "@/lib/domain/devices";
import type { DeviceFamily, DeviceFile, RenderOptions } from "@/lib/domain/devices/device-family";
import { generic } from "@/lib/domain/devices/families/generic";
import type { DeviceModel, IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { phrase } from "@/lib/domain/phrase";
import { isAcceptable, type Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { buildConfigured } from "../network/configured-model";
import { demandFile } from "../network/demand-file";
import { type FetchedConfiguration, fetchConfigurations } from "../network/fetch-configuration";
import type { NetworkResource } from "../network/known-resources";
import { networkOf } from "../network/queries";
import { devicesOf, type RememberedDevice } from "./customer-device";

/** What became of one connection of many. */
export interface BulkFile {
  name: string;
  awsId: string;
  /** Name of the customer gateway. */
  customerGateway: string;
  /** Message key of the family's name. */
  familyLabel: string;
  ikeVersion: IkeVersion;
  /** Null where the problems keep a file from being made. May hold keys. */
  file: DeviceFile | null;
  problems: Problem[];
}

interface BulkDownload {
  environmentSlug: string;
  /** Such as vpn-connection/leeds. */
  connectionKeys: readonly string[];
  includeKeys: boolean;
}

/**
 * A file for each of many connections, for the device that is remembered of its customer gateway, else the generic one. EC2 is asked once
 * for all of them; each file is made when it is asked for, so that a thousand are not held at once. That they are taken, which and for
 * what devices, is recorded before the first.
 */
export async function bulkFiles(viewer: Viewer, download: BulkDownload): Promise<Iterable<BulkFile>> {
  demandFile(viewer, download);
  const { environmentSlug, connectionKeys, includeKeys } = download;
  const network = await networkOf(viewer, environmentSlug);
  if (!network) throw new DomainError("environment-not-found");
  const { resources, environment } = network;
  const wanted = new Set(connectionKeys);
  const connections = resources.filter(({ kind, key, awsId }) => kind === "vpn-connection" && awsId && wanted.has(key));
  if (connections.length === 0) throw new DomainError("connection-not-found");
  const devices = await devicesOf(viewer, environment.id);
  const configurations = await fetchConfigurations(environment.id);
  await recordAuditOf(viewer, db, {
    environmentId: environment.id,
    action: "configurations.downloaded",
    subject: environment.name,
    detail: {
      connections: connections.map(({ name }) => name),
      families: countFamilies(connections, devices),
      keysIncluded: includeKeys,
    },
  });
  return filesOf(connections, { resources, devices, configurations, includeKeys });
}

interface Sources {
  resources: readonly NetworkResource[];
  devices: ReadonlyMap<string, RememberedDevice>;
  configurations: ReadonlyMap<string, FetchedConfiguration>;
  includeKeys: boolean;
}

function* filesOf(connections: readonly NetworkResource[], sources: Sources): Generator<BulkFile> {
  const names = new Map(sources.resources.map(({ key, name }) => [key, name]));
  for (const connection of connections) {
    const { name, awsId } = connection;
    const key = customerGatewayOf(connection);
    const customerGateway = names.get(key) ?? "";
    yield { name, awsId: awsId ?? "", customerGateway, ...makeFile(connection, sources.devices.get(key), sources) };
  }
}

function makeFile(
  connection: NetworkResource,
  device: RememberedDevice | undefined,
  { resources, configurations, includeKeys }: Sources,
): Pick<BulkFile, "familyLabel" | "ikeVersion" | "file" | "problems"> {
  const family = (device && findDeviceFamily(device.family)) ?? generic;
  const configuration = configurations.get(connection.awsId ?? "");
  const { model, problems } = configuration
    ? buildConfigured({ resources, connection, preferredTunnel: null }, configuration)
    : { model: null, problems: [notThere(connection)] };
  const ikeVersion = device?.ikeVersion ?? newestPossible(family, model);
  if (!model) return { familyLabel: family.label, ikeVersion, file: null, problems };
  return { familyLabel: family.label, ikeVersion, ...render(family, model, { ikeVersion, includeKeys }) };
}

function render(family: DeviceFamily, model: DeviceModel, options: RenderOptions): Pick<BulkFile, "file" | "problems"> {
  const problems = family.problems(model, options);
  return { problems, file: isAcceptable(problems) ? family.file(model, options) : null };
}

function newestPossible(family: DeviceFamily, model: DeviceModel | null): IkeVersion {
  const newestFirst = family.ikeVersions.toSorted((a, b) => b.localeCompare(a));
  const isPossible = (ikeVersion: IkeVersion) =>
    model !== null && isAcceptable(family.problems(model, { ikeVersion, includeKeys: false }));
  return newestFirst.find(isPossible) ?? newestFirst[0] ?? "ikev2";
}

function notThere({ name }: NetworkResource): Problem {
  return { severity: "error", phrase: phrase("errors.configuration-not-there", { name }) };
}

function countFamilies(
  connections: readonly NetworkResource[],
  devices: ReadonlyMap<string, RememberedDevice>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const connection of connections) {
    const family = devices.get(customerGatewayOf(connection))?.family ?? generic.id;
    counts[family] = (counts[family] ?? 0) + 1;
  }
  return counts;
}

function customerGatewayOf({ spec }: NetworkResource): string {
  return typeof spec.customerGateway === "string" ? spec.customerGateway : "";
}
