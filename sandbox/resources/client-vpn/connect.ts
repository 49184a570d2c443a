import { ControlError } from "../../control-error";
import { formatAddress, known, size } from "../../net";
import { formatAddress6, known6 } from "../../net6";
import type { World } from "../../world";
import { knowsUsers, usesCertificates } from "./authentication";
import { hasAccess } from "./authorization-rule";
import { addConnection, type ClientConnection, type Device } from "./connection";
import { type Attempt, type FailureReason, logFailure, logSuccess } from "./connection-log";
import type { ClientVpnEndpoint } from "./endpoint";
import { countAttempt } from "./endpoint-metrics";
import { type HandlerOutcome, handlerFailures } from "./handler-outcome";
import { isKeptOut, type PolicyEvaluation } from "./policy-evaluation";
import { isRevoked } from "./revocation-list";

/** A client at the door of an endpoint, and what everybody who is asked about it says. */
export type Client = {
  username: string | undefined;
  /** The groups its user is in, as the directory or the identity provider says. */
  groups: string[];
  commonName: string | undefined;
  /** Of its certificate, in hexadecimal. */
  certificateSerial: string | undefined;
  /** Whether its password, assertion or certificate is right. */
  isAuthentic: boolean;
  device: Device;
  handler: HandlerOutcome;
  postureStatuses: string[];
  decision: PolicyEvaluation["result"];
  deviceTokens: Record<string, string>;
  ingressPerSecond: number;
  egressPerSecond: number;
};

/**
 * Lets a client connect. Everybody who can refuse it does so in the order AWS asks them: sign-in, connect handler, policy. What
 * is refused is logged and counted as AWS does, then thrown with the reason.
 */
export function connectClient(world: World, endpoint: ClientVpnEndpoint, client: Client): ClientConnection {
  if (endpoint.state !== "available")
    throw new ControlError(
      `${endpoint.id} is ${endpoint.state}: it takes clients while a target network is associated`,
    );
  const attempt = readAttempt(world, endpoint, client);
  checkSignIn(world, endpoint, { client, attempt });
  checkHandler(world, endpoint, { client, attempt });
  attempt.evaluation = evaluate(endpoint, client, attempt);
  if (attempt.evaluation && isKeptOut(attempt.evaluation))
    throw refusal(world, endpoint, attempt, "authorization-policy-deny");
  if (!hasAccess(endpoint, client.groups))
    throw new ControlError(`No active authorization rule of ${endpoint.id} lets this client reach anything`);
  const connection: ClientConnection = {
    ...attempt,
    ...chooseAddresses(endpoint),
    state: "active",
    establishedMs: world.nowMs,
    endedMs: undefined,
    traffic: {
      countedMs: world.nowMs,
      ingressBytes: 0,
      egressBytes: 0,
      ingressPerSecond: client.ingressPerSecond,
      egressPerSecond: client.egressPerSecond,
    },
  };
  addConnection(world, endpoint, connection);
  logSuccess(world, endpoint, connection);
  return connection;
}

/** A name is the user's where users sign in, the certificate's where certificates do (ClientVpnConnection, `CommonName`). */
function readAttempt(world: World, endpoint: ClientVpnEndpoint, client: Client): Attempt {
  const isUser = knowsUsers(endpoint.authentication);
  const commonName = usesCertificates(endpoint.authentication) ? client.commonName : client.username;
  if (isUser && client.username === undefined) throw new ControlError(`${endpoint.id} wants a username`);
  if (commonName === undefined) throw new ControlError(`${endpoint.id} wants the common name of a certificate`);
  return {
    id: world.newId("clientVpnConnection"),
    username: isUser ? client.username : undefined,
    commonName,
    clientIp: undefined,
    clientIpv6: undefined,
    device: client.device,
    postureStatuses: [],
    evaluation: undefined,
  };
}

type Asking = { client: Client; attempt: Attempt };

/** A certificate that is refused is counted and not logged (administrator guide, "Connection logging"). */
function checkSignIn(world: World, endpoint: ClientVpnEndpoint, { client, attempt }: Asking): void {
  const isMutual = usesCertificates(endpoint.authentication);
  const isRefused = isMutual && isRevoked(endpoint, client.certificateSerial, world.nowMs);
  if (client.isAuthentic && !isRefused) return;
  countAttempt(world, endpoint, "AuthenticationFailures");
  if (isRefused) throw new ControlError("The client's certificate is revoked, or the revocation list has expired");
  if (knowsUsers(endpoint.authentication)) throw refusal(world, endpoint, attempt, "authentication-failed");
  throw new ControlError("The client's certificate is not valid");
}

function checkHandler(world: World, endpoint: ClientVpnEndpoint, { client, attempt }: Asking): void {
  if (endpoint.connectHandlerArn === undefined) return;
  const { handler } = client;
  if (handler === "allow" || handler === "deny") attempt.postureStatuses = client.postureStatuses;
  if (handler === "allow") return;
  const { reason, metric } = handlerFailures[handler];
  countAttempt(world, endpoint, metric);
  throw refusal(world, endpoint, attempt, reason);
}

function evaluate(
  endpoint: ClientVpnEndpoint,
  client: Client,
  { commonName, device }: Attempt,
): PolicyEvaluation | undefined {
  const { policy, trustProviders, log } = endpoint;
  if (!policy || policy.state === "creating") return undefined;
  const asked = trustProviders.map(({ type }) => [type, client.deviceTokens[type] ?? "token-malformed"]);
  const context = { username: client.username, groups: client.groups, commonName, device };
  return {
    result: client.decision,
    isShadow: policy.isShadow,
    deviceTokens: Object.fromEntries(asked),
    context: log?.hasPolicyContext ? context : undefined,
  };
}

function refusal(world: World, endpoint: ClientVpnEndpoint, attempt: Attempt, reason: FailureReason): ControlError {
  logFailure(world, endpoint, attempt, reason);
  return new ControlError(`The connection was refused: ${reason}`);
}

/** AWS keeps a part of the client addresses for itself (administrator guide, "Rules and best practices"); which one is ours. */
const reservedAddresses = 2;

/** IPv6 addresses of clients; AWS chooses them, and from where is ours. */
const clientBlock6 = known6("fd00:c1:1e:17::/64");

/** How many clients an endpoint with one to five associations takes (Client VPN quotas). */
const clientsMax = [7000, 36_500, 66_500, 96_500, 126_000];

function chooseAddresses({ clientCidr, trafficIpType, connections, networks }: ClientVpnEndpoint) {
  const active = connections.filter(({ state }) => state !== "terminated");
  const most = clientsMax[networks.length - 1] ?? 0;
  if (active.length >= most) throw new ControlError(`The endpoint has ${most} clients, and takes no more`);
  const block = clientCidr === undefined ? undefined : known(clientCidr);
  const room = (block ? size(block) : 2 ** 16) - reservedAddresses - 1;
  const taken = new Set(active.map(({ clientIp, clientIpv6 }) => clientIp ?? clientIpv6));
  for (let offset = reservedAddresses; offset < reservedAddresses + room; offset++) {
    const address6 = trafficIpType === "ipv4" ? undefined : formatAddress6(clientBlock6.base + BigInt(offset));
    const address = block && formatAddress(block.base + offset);
    if (!taken.has(address ?? address6)) return { clientIp: address, clientIpv6: address6 };
  }
  throw new ControlError("The client CIDR has no free address");
}
