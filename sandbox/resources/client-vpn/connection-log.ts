import { appendLog, logGroupArn } from "../../telemetry/logs";
import type { World } from "../../world";
import { knowsUsers } from "./authentication";
import type { ClientConnection } from "./connection";
import type { ClientVpnEndpoint } from "./endpoint";
import { logStream } from "./endpoint-view";
import { evaluationView } from "./policy-evaluation";
import { readableSeconds } from "./readable-seconds";
import { trafficView } from "./traffic";

/** Why an attempt came to nothing, in the words of the log (administrator guide, "Connection authorization", "Connection logging"). */
export type FailureReason =
  | "authorization-policy-deny"
  | "client-connect-failed"
  | "client-connect-handler-timed-out"
  | "client-connect-handler-other-execution-error"
  | "client-connect-handler-throttled"
  | "client-connect-handler-invalid-response"
  | "client-connect-handler-service-error"
  | "authentication-failed";

/** Of a connection that was refused nothing but who asked, and from where, is known. */
export type Attempt = Omit<ClientConnection, "state" | "establishedMs" | "endedMs" | "traffic">;

export function logSuccess(world: World, endpoint: ClientVpnEndpoint, connection: ClientConnection): void {
  write(world, endpoint, {
    "connection-log-type": "connection-attempt",
    "connection-attempt-status": "successful",
    "connection-reset-status": "NA",
    "connection-attempt-failure-reason": "NA",
    ...connectionFields(endpoint, connection, world.nowMs),
  });
}

export function logFailure(world: World, endpoint: ClientVpnEndpoint, attempt: Attempt, reason: FailureReason): void {
  write(world, endpoint, {
    "connection-log-type": "connection-attempt",
    "connection-attempt-status": "failed",
    "connection-reset-status": "NA",
    "connection-attempt-failure-reason": reason,
    ...clientFields(endpoint, attempt),
    "connection-start-time": "NA",
    "connection-last-update-time": readableSeconds(world.nowMs),
    "client-ip": "NA",
    "ingress-bytes": "0",
    "egress-bytes": "0",
    "ingress-packets": "0",
    "egress-packets": "0",
    "connection-end-time": "NA",
    "connection-duration-seconds": "NA",
  });
}

export function logReset(world: World, endpoint: ClientVpnEndpoint, connection: ClientConnection): void {
  write(world, endpoint, {
    "connection-log-type": "connection-reset",
    "connection-attempt-status": "NA",
    "connection-reset-status": "NA",
    "connection-attempt-failure-reason": "NA",
    ...connectionFields(endpoint, connection, world.nowMs),
  });
}

function connectionFields(endpoint: ClientVpnEndpoint, connection: ClientConnection, nowMs: number) {
  const { establishedMs, endedMs } = connection;
  const counted = trafficView(connection.traffic, endedMs ?? nowMs);
  return {
    ...clientFields(endpoint, connection),
    "connection-start-time": readableSeconds(establishedMs),
    "connection-last-update-time": readableSeconds(nowMs),
    "client-ip": connection.clientIp ?? "NA",
    "ingress-bytes": String(counted.ingressBytes),
    "egress-bytes": String(counted.egressBytes),
    "ingress-packets": String(counted.ingressPackets),
    "egress-packets": String(counted.egressPackets),
    "connection-end-time": endedMs === undefined ? "NA" : readableSeconds(endedMs),
    "connection-duration-seconds": String(Math.floor(((endedMs ?? nowMs) - establishedMs) / 1000)),
  };
}

function clientFields(endpoint: ClientVpnEndpoint, { id, commonName, device, ...attempt }: Attempt) {
  return {
    "connection-id": id,
    "client-vpn-endpoint-id": endpoint.id,
    "transport-protocol": endpoint.transportProtocol,
    "common-name": commonName,
    "device-type": device.type,
    "device-ip": device.ip,
    port: String(device.port),
    ...(endpoint.trafficIpType === "ipv4" ? {} : { "client-ip-v6": attempt.clientIpv6 ?? "NA" }),
    ...(knowsUsers(endpoint.authentication) ? { username: attempt.username ?? "NA" } : {}),
    ...(attempt.postureStatuses.length ? { "posture-compliance-statuses": attempt.postureStatuses.join(", ") } : {}),
    ...(attempt.evaluation ? { "authorization-policy-evaluation": evaluationView(attempt.evaluation) } : {}),
  };
}

function write(world: World, { id, log }: ClientVpnEndpoint, entry: Record<string, unknown>): void {
  if (!log) return;
  const message = JSON.stringify(entry);
  appendLog(world, { logGroupArn: logGroupArn(world, log.group), stream: logStream(id, log), message });
}
