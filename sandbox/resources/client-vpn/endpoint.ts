import type {
  CreateClientVpnEndpointRequest,
  CreateClientVpnEndpointResult,
  DeleteClientVpnEndpointRequest,
  DeleteClientVpnEndpointResult,
  DescribeClientVpnEndpointsRequest,
  DescribeClientVpnEndpointsResult,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { formatBlock, isCanonical, parseBlock } from "../../net";
import type { Operation } from "../../operation";
import {
  dependencyViolation,
  incorrectState,
  invalidParameterValue,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { type Authentication, readAuthentication } from "./authentication";
import type { AuthorizationPolicy } from "./authorization-policy";
import type { AuthorizationRule } from "./authorization-rule";
import { madeBefore, type Request, readRequest } from "./client-token";
import type { ClientConnection } from "./connection";
import { endMetrics, measureEndpoint } from "./endpoint-metrics";
import { type EndpointOptions, oneOf, readOptions, standardOptions } from "./endpoint-options";
import { dnsName, endpointView } from "./endpoint-view";
import { type EndpointVpc, overlapsVpc, readVpc } from "./endpoint-vpc";
import type { RevocationList } from "./revocation-list";
import type { ClientVpnRoute } from "./route";
import type { TargetNetwork } from "./target-network";
import {
  attachEndpoint,
  detachEndpoint,
  type EndpointTransitGateway,
  readTransitGateway,
} from "./transit-gateway-attachment";

/** Where clients connect to. All that belongs to it stands in its row: nothing of it outlives it. */
export type ClientVpnEndpoint = EndpointOptions & {
  id: string;
  state: "pending" | "pending-associate" | "available" | "deleting" | "deleted";
  createdMs: number;
  deletedMs: number | undefined;
  /** Where clients get their addresses from; undefined when traffic is IPv6 only. */
  clientCidr: string | undefined;
  transportProtocol: string;
  authentication: Authentication[];
  endpointIpType: string;
  trafficIpType: string;
  vpc: EndpointVpc | undefined;
  transitGateway: EndpointTransitGateway | undefined;
  /** Whether a change of the connect handler has reached all servers. */
  isHandlerApplied: boolean;
  networks: TargetNetwork[];
  rules: AuthorizationRule[];
  routes: ClientVpnRoute[];
  connections: ClientConnection[];
  revocationList: RevocationList | undefined;
  policy: AuthorizationPolicy | undefined;
  request: Request;
  tags: Tags;
};

export const CreateClientVpnEndpoint: Operation<CreateClientVpnEndpointRequest, CreateClientVpnEndpointResult> = (
  input,
  world,
) => {
  const request = readRequest(input);
  const made = madeBefore(world.clientVpnEndpoints.values(), request);
  if (made) return answer(made, world);
  const serverCertificateArn = need(input.ServerCertificateArn, "ServerCertificateArn");
  const authentication = readAuthentication(input.AuthenticationOptions ?? []);
  const trafficIpType = oneOf<string>("trafficIpAddressType", input.TrafficIpAddressType, ipTypes) ?? "ipv4";
  const choices = {
    clientCidr: readClientCidr(input.ClientCidrBlock, trafficIpType),
    transportProtocol: oneOf<string>("transportProtocol", input.TransportProtocol, ["udp", "tcp"]) ?? "udp",
    endpointIpType: oneOf<string>("endpointIpAddressType", input.EndpointIpAddressType, ipTypes) ?? "ipv4",
    trafficIpType,
  };
  const { DnsServers: dnsServers, ...given } = input;
  const options = readOptions(world, { ...given, dnsServers }, { ...standardOptions, serverCertificateArn });
  const vpc = readVpc(world, input, undefined);
  checkOverlap(world, choices.clientCidr, vpc);
  const transitGateway = readTransitGateway(world, input);
  const tags = tagsFor("clientVpnEndpoint", input.TagSpecifications);
  requireRoom(world, "clientVpnEndpoints", world.clientVpnEndpoints.where((row) => row.state !== "deleted").length);
  const endpoint = world.clientVpnEndpoints.add<ClientVpnEndpoint>({
    id: world.newId("clientVpnEndpoint"),
    state: "pending-associate",
    createdMs: world.nowMs,
    deletedMs: undefined,
    authentication,
    vpc,
    transitGateway: undefined,
    isHandlerApplied: true,
    networks: [],
    rules: [],
    routes: [],
    connections: [],
    revocationList: undefined,
    policy: undefined,
    request,
    tags,
    ...choices,
    ...options,
  });
  if (transitGateway) attachEndpoint(world, endpoint, transitGateway);
  measureEndpoint(world, endpoint);
  return answer(endpoint, world);
};

export const DescribeClientVpnEndpoints: Operation<
  DescribeClientVpnEndpointsRequest,
  DescribeClientVpnEndpointsResult
> = (input, world) => {
  const ids = input.ClientVpnEndpointIds;
  const found = page(select(world.clientVpnEndpoints, ids, input.Filters, filters), input, ids);
  return { ClientVpnEndpoints: found.rows.map((row) => endpointView(row, world)), NextToken: found.nextToken };
};

export const DeleteClientVpnEndpoint: Operation<DeleteClientVpnEndpointRequest, DeleteClientVpnEndpointResult> = (
  input,
  world,
) => {
  const endpoint = findEndpoint(world, input);
  if (endpoint.networks.length > 0) throw dependencyViolation("clientVpnEndpoint", endpoint.id);
  if (endpoint.state !== "deleting") {
    endpoint.state = "deleting";
    detachEndpoint(world, endpoint);
    world.later(timings.clientVpnEndpointDeleting, "client-vpn-endpoint-deleted", endpoint.id);
  }
  return { Status: { Code: endpoint.state } };
};

export function clientVpnEndpointIsDeleted(world: World, id: string): void {
  const endpoint = world.clientVpnEndpoints.get(id);
  if (!endpoint) return;
  endpoint.state = "deleted";
  endpoint.deletedMs = world.nowMs;
  endMetrics(world, endpoint);
  world.later(timings.deletedKept, "client-vpn-endpoint-gone", id);
}

/** The endpoint that a call names, also while it is being deleted: for calls that look, or take things away. */
export function findEndpoint(world: World, input: { ClientVpnEndpointId?: string | undefined }): ClientVpnEndpoint {
  return world.clientVpnEndpoints.requireLive(need(input.ClientVpnEndpointId, "ClientVpnEndpointId"));
}

/** The endpoint that a call names, for calls that add to it or change it. */
export function requireEndpoint(world: World, input: { ClientVpnEndpointId?: string | undefined }): ClientVpnEndpoint {
  const endpoint = findEndpoint(world, input);
  if (endpoint.state === "deleting") throw incorrectState(`Endpoint ${endpoint.id} is being deleted`);
  return endpoint;
}

const ipTypes = ["ipv4", "ipv6", "dual-stack"];

/** /12 to /22, in whole blocks; not with IPv6 alone, whose addresses are AWS's choice (CreateClientVpnEndpoint). */
function readClientCidr(text: string | undefined, trafficIpType: string): string | undefined {
  if (trafficIpType === "ipv6") {
    if (text !== undefined) throw invalidParameterValue("ClientCidrBlock cannot be specified for IPv6 traffic only.");
    return undefined;
  }
  if (text === undefined) throw missingParameter("ClientCidrBlock");
  const block = parseBlock(text);
  if (!block || !isCanonical(block)) throw invalidValue("clientCidrBlock", text, "This is not a valid CIDR block.");
  if (block.length < 12 || block.length > 22)
    throw invalidValue("clientCidrBlock", text, "The size of the block must be between /12 and /22.");
  return formatBlock(block);
}

function checkOverlap(world: World, clientCidr: string | undefined, vpc: EndpointVpc | undefined): void {
  const row = world.vpcs.get(vpc?.id);
  if (row && overlapsVpc(clientCidr, row))
    throw invalidParameterValue(`The client CIDR ${clientCidr} overlaps with the CIDR of VPC ${row.id}.`);
}

function answer(endpoint: ClientVpnEndpoint, world: World) {
  return {
    ClientVpnEndpointId: endpoint.id,
    Status: { Code: endpoint.state },
    DnsName: dnsName(endpoint, world),
  };
}

const filters: FilterTable<ClientVpnEndpoint> = {
  "endpoint-id": (row) => row.id,
  "transport-protocol": (row) => row.transportProtocol,
};
