import type {
  ExportClientVpnClientCertificateRevocationListRequest,
  ExportClientVpnClientCertificateRevocationListResult,
  ImportClientVpnClientCertificateRevocationListRequest,
  ImportClientVpnClientCertificateRevocationListResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { timings } from "../../timings";
import type { World } from "../../world";
import { usesCertificates } from "./authentication";
import { type ClientVpnEndpoint, findEndpoint, requireEndpoint } from "./endpoint";
import { measureRevocationList } from "./endpoint-metrics";
import { readRevocationList } from "./read-revocation-list";

/** The client certificates that are no longer taken, by their serial numbers in hexadecimal. */
export type RevocationList = {
  state: "pending" | "active";
  /** As it was imported. */
  pem: string;
  serials: string[];
  /** After this nobody can be told from the revoked, and no certificate is taken. */
  nextUpdateMs: number | undefined;
};

const dayMs = 86_400_000;

export const ImportClientVpnClientCertificateRevocationList: Operation<
  ImportClientVpnClientCertificateRevocationListRequest,
  ImportClientVpnClientCertificateRevocationListResult
> = (input, world) => {
  const endpoint = requireEndpoint(world, input);
  const pem = need(input.CertificateRevocationList, "CertificateRevocationList");
  if (!usesCertificates(endpoint.authentication))
    throw new ApiError("OperationNotPermitted", `Endpoint ${endpoint.id} does not use mutual authentication`);
  const read = readRevocationList(pem);
  if (!read) throw invalidParameterValue("The certificate revocation list is not valid.");
  requireRoom(world, "revokedClientCertificates", 0, read.serials.length);
  endpoint.revocationList = { state: "pending", pem, ...read };
  world.later(timings.clientVpnRuleChanging, "client-vpn-revocation-list-active", endpoint.id);
  return { Return: true };
};

export const ExportClientVpnClientCertificateRevocationList: Operation<
  ExportClientVpnClientCertificateRevocationListRequest,
  ExportClientVpnClientCertificateRevocationListResult
> = (input, world) => {
  const { revocationList: list } = findEndpoint(world, input);
  return { CertificateRevocationList: list?.pem, Status: list && { Code: list.state } };
};

export function clientVpnRevocationListIsActive(world: World, endpointId: string): void {
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  if (endpoint?.revocationList?.state !== "pending") return;
  endpoint.revocationList.state = "active";
  clientVpnRevocationListAges(world, endpointId);
}

/** Measures a list once a day, until it has expired or its endpoint is gone. */
export function clientVpnRevocationListAges(world: World, endpointId: string): void {
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  const nextUpdateMs = endpoint?.revocationList?.nextUpdateMs;
  if (!endpoint || nextUpdateMs === undefined || endpoint.state === "deleted") return;
  const daysLeft = Math.max(0, Math.floor((nextUpdateMs - world.nowMs) / dayMs));
  measureRevocationList(world, endpoint, daysLeft);
  const beginsAtMs = nextUpdateMs - daysLeft * dayMs;
  // Right after the moment at which one day less is left.
  if (daysLeft > 0) world.later((beginsAtMs - world.nowMs + 1) / 1000, "client-vpn-revocation-list-ages", endpointId);
}

/** Whether a client's certificate is refused now. */
export function isRevoked({ revocationList: list }: ClientVpnEndpoint, serial: string | undefined, nowMs: number) {
  if (list?.state !== "active") return false;
  if (list.nextUpdateMs !== undefined && list.nextUpdateMs <= nowMs) return true;
  return serial !== undefined && list.serials.includes(serial.toLowerCase().replace(/^0+/, ""));
}
