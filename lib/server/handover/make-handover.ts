import "server-only";
import { findDeviceFamily } from "@/lib/domain/devices";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import type { DeviceModel, IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { withoutKeys } from "@/lib/domain/handover/stored-model";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { configuredModel } from "../network/configured-model";
import type { NetworkResource } from "../network/known-resources";
import { networkOf } from "../network/queries";
import { renderFile } from "../network/render-file";
import { fingerprintSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";
import { recordKeys } from "../telemetry/record-keys";
import { rememberDevice } from "./customer-device";
import type { ConnectionAddress } from "./queries";

/** For which device, by whom to be configured. */
export interface HandoverChoices {
  /** A device family's id. */
  family: string;
  ikeVersion: IkeVersion;
  platform?: string;
  softwareVersion?: string;
  /** Outside address of the tunnel that shall carry the traffic; null lets both. */
  preferredTunnel?: string | null;
  /** Who gets it, in the maker's words. */
  recipient?: string;
}

/**
 * Makes the next hand-over of a connection out of what EC2 says at this moment. The keys are only looked at for their
 * fingerprints; the file is rendered without them.
 */
export async function makeHandover(
  viewer: Viewer,
  { environmentSlug, connectionKey, ...choices }: ConnectionAddress & HandoverChoices,
): Promise<{ number: number }> {
  if (!viewer.can("edit")) throw new DomainError("not-allowed");
  const network = await networkOf(viewer, environmentSlug);
  const connection = network?.resources.find(({ key }) => key === connectionKey);
  if (!network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const environmentId = network.environment.id;
  const preferredTunnel = choices.preferredTunnel ?? null;
  const model = await configuredModel({
    ...{ environmentId, resources: network.resources, connection, preferredTunnel },
  });
  const { family, ikeVersion } = choices;
  const file = renderFile(findDeviceFamily(family), model, { ikeVersion, includeKeys: false });
  const fingerprints = await fingerprintsOf(model);
  return db.$transaction((tx) =>
    record(tx, viewer, {
      environmentId,
      connection,
      choices: { ...choices, preferredTunnel },
      model,
      file,
      fingerprints,
    }),
  );
}

async function fingerprintsOf({ tunnels }: DeviceModel): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { outsideIpAddress, presharedKey } of tunnels) {
    if (presharedKey !== null) found.set(outsideIpAddress, await fingerprintSecret(db, new Secret(presharedKey)));
  }
  return found;
}

interface Made {
  environmentId: string;
  connection: NetworkResource;
  choices: HandoverChoices;
  model: DeviceModel;
  file: DeviceFile;
  fingerprints: Map<string, string>;
}

async function record(tx: Db, viewer: Viewer, made: Made): Promise<{ number: number }> {
  const { environmentId, connection, choices, model, file, fingerprints } = made;
  const connectionId = await lockConnection(tx, made);
  const last = await tx.handover.aggregate({ where: { connectionId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const { family, ikeVersion, platform = "", softwareVersion = "", preferredTunnel = null, recipient = "" } = choices;
  await tx.handover.create({
    data: {
      ...{ environmentId, connectionId, number, family, ikeVersion, platform, softwareVersion, recipient },
      planId: await planInForce(tx, made),
      preferredTunnel: model.preferredTunnel,
      filename: file.filename,
      text: file.text,
      model: withoutKeys(model),
      keyFingerprints: Object.fromEntries(fingerprints),
      createdById: viewer.userId,
      createdByName: viewer.name,
    },
  });
  // EC2 was just asked: pages compare with what it said, not with an older reading.
  await recordKeys(tx, { environmentId, fingerprints, readAt: new Date() });
  const { customerGateway } = connection.spec;
  await rememberDevice(tx, {
    environmentId,
    customerGateway: typeof customerGateway === "string" ? customerGateway : undefined,
    device: { family, ikeVersion, platform, softwareVersion },
    byName: viewer.name,
  });
  await announce(tx, { environmentId, what: "change" });
  await recordAuditOf(viewer, tx, {
    environmentId,
    action: "handover.made",
    subject: connection.name,
    detail: { key: connection.key, number, family, ikeVersion, preferredTunnel, recipient },
  });
  return { number };
}

/** Numbers count up one by one: two who hand over at once follow each other. */
async function lockConnection(tx: Db, { environmentId, connection }: Made): Promise<string> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Resource" WHERE "environmentId" = ${environmentId}::uuid AND "key" = ${connection.key} FOR UPDATE`;
  const id = rows[0]?.id;
  if (!id) throw new DomainError("connection-not-found");
  return id;
}

/** The plan that was, or is being, carried out last for the connection. */
async function planInForce(tx: Db, { environmentId, connection }: Made): Promise<string | null> {
  const run = await tx.run.findFirst({
    where: {
      environmentId,
      startedAt: { not: null },
      OR: [{ outcome: null }, { outcome: { not: "refused" } }],
      change: { edits: { some: { key: connection.key } } },
    },
    orderBy: { createdAt: "desc" },
    select: { planId: true },
  });
  return run?.planId ?? null;
}
