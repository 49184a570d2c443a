import "server-only";
import { findDeviceFamily } from "@/lib/domain/devices";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import { whyOutdated } from "@/lib/domain/handover/handover-view";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { configuredModel } from "../network/configured-model";
import { demandFile } from "../network/demand-file";
import { knownResources } from "../network/known-resources";
import { renderFile } from "../network/render-file";
import { fingerprintSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";
import { presentConnection } from "./present-connection";
import { type ConnectionAddress, findHandover } from "./queries";
import type { StoredHandover } from "./stored-handover";

interface Download extends ConnectionAddress {
  number: number;
  includeKeys: boolean;
}

/** The file of a hand-over for somebody signed in, who is written down before they get it. */
export async function handoverFile(viewer: Viewer, { includeKeys, ...address }: Download): Promise<DeviceFile> {
  demandFile(viewer, { includeKeys });
  const handover = await findHandover(viewer, address);
  if (!handover) throw new DomainError("handover-gone");
  const file = includeKeys ? (await handoverWithKeys(handover)).file : storedFile(handover);
  const { number, family, ikeVersion, connection, environment } = handover;
  await recordAuditOf(viewer, db, {
    environmentId: environment.id,
    action: "configuration.downloaded",
    subject: connection.name,
    detail: { key: connection.key, handover: number, family, ikeVersion, keysIncluded: includeKeys },
  });
  return file;
}

/** The file as it was made, without keys. */
export function storedFile({ file }: StoredHandover): DeviceFile {
  return { ...file, mediaType: "text/plain; charset=utf-8" };
}

/**
 * What a hand-over says, with the keys that EC2 has at this moment, which are kept nowhere. Throws `handover-outdated` when the
 * connection or a key is not what it was made of. Whoever calls this has asked for the right, and writes down who gets it.
 */
export async function handoverWithKeys(
  handover: StoredHandover,
): Promise<{ file: DeviceFile; keys: { outsideIpAddress: string; key: Secret }[] }> {
  const { environment, connection, family: id, ikeVersion, preferredTunnel, number } = handover;
  const resources = await knownResources(environment.id);
  const resource = resources.find(({ key }) => key === connection.key);
  if (!resource?.awsId) throw new DomainError("connection-not-found");
  const model = await configuredModel({
    ...{ environmentId: environment.id, resources, connection: resource, preferredTunnel },
  });
  const keys = model.tunnels.flatMap(({ outsideIpAddress, presharedKey }) =>
    presharedKey === null ? [] : [{ outsideIpAddress, key: new Secret(presharedKey) }],
  );
  const fingerprints: Record<string, string> = {};
  for (const { outsideIpAddress, key } of keys) fingerprints[outsideIpAddress] = await fingerprintSecret(db, key);
  const { newest } = await presentConnection(db, handover);
  if (whyOutdated(handover, { isGone: false, model, newest, keyFingerprints: fingerprints })) {
    throw new DomainError("handover-outdated", { number });
  }
  return { file: renderFile(findDeviceFamily(id), model, { ikeVersion, includeKeys: true }), keys };
}
