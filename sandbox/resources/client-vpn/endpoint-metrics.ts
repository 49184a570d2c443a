import { endSeries, recordCount, recordLevel, recordRate } from "../../telemetry/levels";
import type { World } from "../../world";
import type { ClientVpnEndpoint } from "./endpoint";
import { packetBytes } from "./traffic";

const namespace = "AWS/ClientVPN";

/** Records what CloudWatch shows of an endpoint's connections, whenever one comes, goes or carries something else. */
export function measureEndpoint(world: World, endpoint: ClientVpnEndpoint): void {
  const active = endpoint.connections.filter(({ state }) => state !== "terminated");
  const ingress = active.reduce((sum, { traffic }) => sum + traffic.ingressPerSecond, 0);
  const egress = active.reduce((sum, { traffic }) => sum + traffic.egressPerSecond, 0);
  const dimensions = { Endpoint: endpoint.id };
  recordLevel(world, { namespace, metric: "ActiveConnectionsCount", dimensions }, active.length);
  recordRate(world, { namespace, metric: "IngressBytes", dimensions }, ingress);
  recordRate(world, { namespace, metric: "IngressPackets", dimensions }, ingress / packetBytes);
  recordRate(world, { namespace, metric: "EgressBytes", dimensions }, egress);
  recordRate(world, { namespace, metric: "EgressPackets", dimensions }, egress / packetBytes);
}

/** What is counted when it happens: a refused sign-in, a connect handler that said no or failed. */
export function countAttempt(world: World, endpoint: ClientVpnEndpoint, metric: AttemptMetric): void {
  recordCount(world, { namespace, metric, dimensions: { Endpoint: endpoint.id } }, 1);
}

/** Administrator guide, "Amazon CloudWatch metrics for AWS Client VPN". */
export type AttemptMetric =
  | "AuthenticationFailures"
  | "ClientConnectHandlerDeniedConnections"
  | "ClientConnectHandlerTimeouts"
  | "ClientConnectHandlerOtherExecutionErrors"
  | "ClientConnectHandlerThrottlingErrors"
  | "ClientConnectHandlerInvalidResponses"
  | "ClientConnectHandlerFailedServiceErrors";

export function measureRevocationList(world: World, endpoint: ClientVpnEndpoint, daysLeft: number): void {
  recordLevel(world, { namespace, metric: "CrlDaysToExpiry", dimensions: { Endpoint: endpoint.id } }, daysLeft);
}

export function endMetrics(world: World, endpoint: ClientVpnEndpoint): void {
  endSeries(world, namespace, { Endpoint: endpoint.id });
}
