import "server-only";
import { findDeviceFamily } from "@/lib/domain/devices";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { findEnvironment } from "../environments/queries";

/** Which device stands at a customer gateway, as far as its files depend on it. */
export interface CustomerDevice {
  /** A device family's id. */
  family: string;
  ikeVersion: IkeVersion;
  /** As people write them; "" where nobody said. */
  platform: string;
  softwareVersion: string;
}

/** The same with who said so, and when. */
export interface RememberedDevice extends CustomerDevice {
  updatedAt: Date;
  updatedByName: string;
}

/** The devices of the viewer's environment by the key of their customer gateway; one of a family that we no longer render is forgotten. */
export async function devicesOf(viewer: Viewer, environmentId: string): Promise<ReadonlyMap<string, RememberedDevice>> {
  const rows = await db.customerDevice.findMany({
    where: { resource: { environmentId, environment: { organizationId: viewer.organizationId } } },
    include: { resource: { select: { key: true } } },
  });
  return new Map(
    rows.flatMap(({ resource, resourceId: _, ...row }) => {
      const ikeVersion = findDeviceFamily(row.family)?.ikeVersions.find((version) => version === row.ikeVersion);
      return ikeVersion === undefined ? [] : [[resource.key, { ...row, ikeVersion }]];
    }),
  );
}

/** Somebody says which device stands at a customer gateway. */
export async function saveDevice(
  viewer: Viewer,
  {
    environmentSlug,
    customerGateway,
    ...device
  }: CustomerDevice & { environmentSlug: string; customerGateway: string },
): Promise<void> {
  if (!viewer.can("edit")) throw new DomainError("not-allowed");
  const environment = await findEnvironment(viewer, environmentSlug);
  if (!environment) throw new DomainError("environment-not-found");
  if (!findDeviceFamily(device.family)?.ikeVersions.includes(device.ikeVersion))
    throw new DomainError("device-unknown");
  const environmentId = environment.id;
  await db.$transaction(async (tx) => {
    const where = { environmentId, key: customerGateway, kind: "customer-gateway" };
    const gateway = await tx.resource.findFirst({ where, select: { name: true } });
    if (!gateway) throw new DomainError("customer-gateway-gone");
    await rememberDevice(tx, { environmentId, customerGateway, device, byName: viewer.name });
    await announce(tx, { environmentId, what: "network" });
    await recordAuditOf(viewer, tx, {
      environmentId,
      action: "device.remembered",
      subject: gateway.name,
      detail: { key: customerGateway, ...device },
    });
  });
}

interface Remembering {
  environmentId: string;
  /** Key of the customer gateway; nothing happens where there is none. */
  customerGateway: string | undefined;
  device: CustomerDevice;
  byName: string;
}

/**
 * Keeps in mind what a file was made for, so that the next one begins with it. In the transaction of what it was made in, whose audit row
 * names the device; that it is the same as before is no news.
 */
export async function rememberDevice(
  tx: Db,
  { environmentId, customerGateway, device, byName }: Remembering,
): Promise<void> {
  if (customerGateway === undefined) return;
  const resource = await tx.resource.findUnique({
    where: { environmentId_key: { environmentId, key: customerGateway } },
    select: { id: true, device: true },
  });
  if (!resource || (resource.device && isSame(resource.device, device))) return;
  const { family, ikeVersion, platform, softwareVersion } = device;
  const data = { family, ikeVersion, platform, softwareVersion, updatedByName: byName };
  await tx.customerDevice.upsert({
    where: { resourceId: resource.id },
    create: { resourceId: resource.id, ...data },
    update: data,
  });
}

function isSame(one: { [Name in keyof CustomerDevice]: string }, other: CustomerDevice): boolean {
  return (
    one.family === other.family &&
    one.ikeVersion === other.ikeVersion &&
    one.platform === other.platform &&
    one.softwareVersion === other.softwareVersion
  );
}
