import "server-only";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { demand } from "../changes/find-change";
import { db } from "../db/client";
import { sendJob } from "../jobs/send-job";
import { networkOf } from "../network/queries";

const ANSWER_MS_MAX = 5000;

/**
 * Tells the sandbox that the device at the other end of a connection is configured, as a device admin would do by hand. Only
 * sandboxes have devices that can be told.
 */
export async function configureSimulatedDevice(
  viewer: Viewer,
  { environmentSlug, connectionKey, prefixes }: { environmentSlug: string; connectionKey: string; prefixes: string[] },
): Promise<void> {
  demand(viewer, "edit");
  const network = await networkOf(viewer, environmentSlug);
  const connection = network?.resources.find(({ key }) => key === connectionKey);
  if (!network || connection?.kind !== "vpn-connection" || !connection.awsId) {
    throw new DomainError("connection-not-found");
  }
  const { controlUrl, purpose, id } = network.environment;
  if (purpose !== "sandbox" || controlUrl === null) throw new DomainError("device-not-simulated");
  const isBgp = connection.spec.routing === "bgp";
  const body = {
    connectionId: connection.awsId,
    configured: true,
    ...(isBgp && prefixes.length > 0 ? { bgp: { prefixes } } : {}),
  };
  await tell(new URL("/devices", controlUrl), body);
  await recordAuditOf(viewer, db, {
    environmentId: id,
    action: "device.configured",
    subject: connection.name,
    detail: { key: connectionKey, prefixes },
  });
  await sendJob("refresh-environment", { environmentId: id });
}

async function tell(url: URL, body: unknown): Promise<void> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body), signal });
    if (!answer.ok) throw new DomainError("sandbox-refused", { status: answer.status });
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError("sandbox-unreachable", {}, { cause });
  }
}
