import "server-only";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { type Comparison, compareWithConnection } from "@/lib/domain/devices/reading/compare-with-connection";
import type { Severity } from "@/lib/domain/devices/reading/comparing/difference";
import { type ReadLog, readLog } from "@/lib/domain/devices/reading/log/read-log";
import {
  type ReadConfiguration,
  readDeviceConfiguration,
} from "@/lib/domain/devices/reading/read-device-configuration";
import { withoutKeys } from "@/lib/domain/handover/stored-model";
import { DomainError } from "@/lib/errors";
import { type AuditDetail, recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { configuredModel } from "../network/configured-model";
import { observedConnection } from "../network/observed-connection";
import { networkOf } from "../network/queries";

interface Pasted {
  environmentSlug: string;
  connectionKey: string;
  /** What somebody pasted. It may hold keys: it is read here, kept nowhere and logged nowhere. */
  text: string;
}

/** What was read of a text and what of it differs, without a word of the text that could be a key. */
export interface DeviceComparison extends Comparison {
  format: ReadConfiguration["format"];
  tunnelCount: number;
  remarks: ReadConfiguration["remarks"];
  /** What was read instead, when the text was a log. */
  log: ReadLog | null;
}

/**
 * Compares a device's configuration with the connection, or reads a log of its tunnels. Keys are compared for who may reveal
 * them, since whoever can compare a key can also try one. Only that it was done, and what it came to in numbers, is put on record.
 */
export async function compareDevice(viewer: Viewer, pasted: Pasted): Promise<DeviceComparison> {
  const network = await networkOf(viewer, pasted.environmentSlug);
  const connection = network?.resources.find(({ key }) => key === pasted.connectionKey);
  if (!network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const { environment, resources } = network;
  const observed = observedConnection(resources, connection);
  const awsAddresses = observed?.tunnels.map(({ outsideIpAddress }) => outsideIpAddress);
  const put: PutOnRecord = (detail) =>
    recordAuditOf(viewer, db, {
      ...{ environmentId: environment.id, action: "configuration.compared", subject: connection.name },
      detail: { key: connection.key, ...detail },
    });
  const log = readLog(pasted.text, awsAddresses);
  if (log !== null) return toldLog(log, put);
  const read = readDeviceConfiguration(pasted.text, { awsAddresses });
  const asksKeys = viewer.can("reveal-keys") && read.tunnels.some(({ key }) => key?.form === "clear");
  const known = asksKeys || observed === null ? null : buildDeviceModel(observed, null).model;
  // EC2 alone tells of keys, and of the ASN of a transit gateway.
  const asked = { environmentId: environment.id, resources, connection, preferredTunnel: null };
  const told = known ?? (await configuredModel(asked));
  const model = asksKeys ? told : withoutKeys(told);
  const comparison = compareWithConnection(read, model);
  await put({ format: read.format, keysCompared: asksKeys, ...countsOf(comparison) });
  return { ...comparison, format: read.format, tunnelCount: read.tunnels.length, remarks: read.remarks, log };
}

type PutOnRecord = (detail: AuditDetail) => Promise<unknown>;

async function toldLog(log: ReadLog, put: PutOnRecord): Promise<DeviceComparison> {
  const { source, entryCount: entries, unknownCount: unknown } = log;
  await put({ format: "log", ...{ source, entries, unknown } });
  return { format: null, tunnelCount: 0, differences: [], equalCount: 0, isKeyCompared: true, remarks: [], log };
}

function countsOf({ differences, equalCount }: Comparison) {
  const count = (severity: Severity) => differences.filter((one) => one.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), notes: count("note"), equal: equalCount };
}
