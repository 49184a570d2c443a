import type {
  CreateClientVpnRouteRequest,
  CreateClientVpnRouteResult,
  DeleteClientVpnRouteRequest,
  DeleteClientVpnRouteResult,
  DescribeClientVpnRoutesRequest,
  DescribeClientVpnRoutesResult,
  ClientVpnRoute as RouteView,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import { known, overlaps, parseBlock } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { timings } from "../../timings";
import type { World } from "../../world";
import { readCidr } from "./cidr";
import { madeBefore, type Request, readRequest } from "./client-token";
import { resetConnections } from "./connection";
import { type ClientVpnEndpoint, findEndpoint, requireEndpoint } from "./endpoint";
import { isReachable, type TargetNetwork } from "./target-network";

/** Where clients' traffic goes: through a subnet, to other clients (`local`), or to the transit gateway (neither). */
export type ClientVpnRoute = {
  destination: string;
  target: string | undefined;
  origin: "associate" | "add-route";
  state: "creating" | "active" | "deleting";
  description: string | undefined;
  request: Request;
};

export const CreateClientVpnRoute: Operation<CreateClientVpnRouteRequest, CreateClientVpnRouteResult> = (
  input,
  world,
) => {
  const endpoint = requireEndpoint(world, input);
  const request = readRequest(input);
  const made = madeBefore(endpoint.routes, request);
  if (made) return { Status: { Code: made.state } };
  const destination = readCidr("destinationCidrBlock", need(input.DestinationCidrBlock, "DestinationCidrBlock"));
  if (!isReachable(endpoint)) throw noAssociation(endpoint);
  const target = readTarget(endpoint, input.TargetVpcSubnetId);
  checkClientCidr(endpoint, destination, target);
  if (findRoute(endpoint, destination, target))
    // AWS's sentence (terraform-provider-aws, issue 18080).
    throw new ApiError("InvalidClientVpnDuplicateRoute", "Route already exists");
  requireRoom(world, "routesPerClientVpnTarget", endpoint.routes.filter((route) => route.target === target).length);
  const route: ClientVpnRoute = {
    destination,
    target,
    origin: "add-route",
    state: "creating",
    description: input.Description,
    request,
  };
  endpoint.routes.push(route);
  noteRoutes(world, endpoint);
  world.later(timings.clientVpnRouteChanging, "client-vpn-route-active", subject(endpoint, route));
  return { Status: { Code: route.state } };
};

export const DeleteClientVpnRoute: Operation<DeleteClientVpnRouteRequest, DeleteClientVpnRouteResult> = (
  input,
  world,
) => {
  const endpoint = findEndpoint(world, input);
  const destination = readCidr("destinationCidrBlock", need(input.DestinationCidrBlock, "DestinationCidrBlock"));
  const route = findRoute(endpoint, destination, input.TargetVpcSubnetId);
  if (!route) throw new ApiError("InvalidClientVpnRouteNotFound", "Route does not exist");
  if (route.origin === "associate")
    throw new ApiError(
      "OperationNotPermitted",
      "Routes that were automatically added when a subnet was associated cannot be deleted.",
    );
  if (route.state !== "deleting") {
    route.state = "deleting";
    noteRoutes(world, endpoint);
    world.later(timings.clientVpnRouteChanging, "client-vpn-route-deleted", subject(endpoint, route));
  }
  return { Status: { Code: route.state } };
};

export const DescribeClientVpnRoutes: Operation<DescribeClientVpnRoutesRequest, DescribeClientVpnRoutesResult> = (
  input,
  world,
) => {
  const endpoint = world.clientVpnEndpoints.require(need(input.ClientVpnEndpointId, "ClientVpnEndpointId"));
  const found = page(applyFilters(endpoint.routes, input.Filters, filters), input);
  return { Routes: found.rows.map((route) => view(endpoint, route)), NextToken: found.nextToken };
};

/** The route to the VPC that an association brings (administrator guide, "Target networks"). */
export function addLocalRoute(
  world: World,
  endpoint: ClientVpnEndpoint,
  { destination, subnetId }: { destination: string; subnetId: string },
): void {
  const route: ClientVpnRoute = {
    destination,
    target: subnetId,
    origin: "associate",
    state: "creating",
    description: "Default Route",
    request: { clientToken: undefined, asked: "" },
  };
  endpoint.routes.push(route);
  world.later(timings.clientVpnRouteChanging, "client-vpn-route-active", subject(endpoint, route));
}

/** A network takes its own route and those that were added to it along (administrator guide, "Disassociate a target network"). */
export function removeRoutesOf(endpoint: ClientVpnEndpoint, { subnetId }: TargetNetwork): void {
  if (subnetId !== undefined) endpoint.routes = endpoint.routes.filter(({ target }) => target !== subnetId);
}

export function clientVpnRouteIsActive(world: World, name: string): void {
  const { route } = find(world, name);
  if (route?.state === "creating") route.state = "active";
}

export function clientVpnRouteIsDeleted(world: World, name: string): void {
  const { endpoint, route } = find(world, name);
  if (endpoint && route?.state === "deleting") endpoint.routes = endpoint.routes.filter((other) => other !== route);
}

/** Changing the routes of a split-tunnel endpoint resets all connections (administrator guide, "Split-tunnel considerations"). */
function noteRoutes(world: World, endpoint: ClientVpnEndpoint): void {
  if (endpoint.isSplitTunnel) resetConnections(world, endpoint);
}

function readTarget(endpoint: ClientVpnEndpoint, target: string | undefined): string | undefined {
  if (endpoint.transitGateway) {
    if (target !== undefined && target !== "local")
      throw invalidCombination("A route of an endpoint that uses a Transit Gateway cannot have a target subnet.");
    return target;
  }
  if (target === undefined) throw missingParameter("TargetVpcSubnetId");
  if (target === "local" || endpoint.networks.some(({ subnetId }) => subnetId === target)) return target;
  throw new ApiError("InvalidClientVpnSubnetId.NotFound", `Subnet ${target} is not associated with the endpoint`);
}

/** Clients' own addresses are no destination but for the route to other clients, which has no other (administrator guide, "Routes"). */
function checkClientCidr({ clientCidr }: ClientVpnEndpoint, destination: string, target: string | undefined): void {
  const block = parseBlock(destination);
  if (target === "local") {
    if (destination !== clientCidr)
      throw invalidParameterValue("The destination of a local route must be the client CIDR range.");
    return;
  }
  const isDefault = block?.length === 0;
  if (block && clientCidr !== undefined && !isDefault && overlaps(block, known(clientCidr)))
    throw invalidParameterValue(`The route ${destination} overlaps with the client CIDR ${clientCidr}.`);
}

function noAssociation({ id }: ClientVpnEndpoint): ApiError {
  return new ApiError("InvalidClientVpnActiveAssociationNotFound", `Endpoint ${id} has no active association`);
}

function findRoute(endpoint: ClientVpnEndpoint, destination: string, target: string | undefined) {
  return endpoint.routes.find((route) => route.destination === destination && route.target === target);
}

function subject(endpoint: ClientVpnEndpoint, { destination, target }: ClientVpnRoute): string {
  return `${endpoint.id} ${destination} ${target ?? ""}`;
}

function find(world: World, name: string) {
  const [endpointId, destination = "", target = ""] = name.split(" ");
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  return { endpoint, route: endpoint && findRoute(endpoint, destination, target || undefined) };
}

/** Traffic through a subnet is translated to the interface's address; to a transit gateway it keeps its own. */
function view(endpoint: ClientVpnEndpoint, route: ClientVpnRoute): Wire<RouteView> {
  const isThroughSubnet = route.target !== undefined && route.target !== "local";
  return {
    ClientVpnEndpointId: endpoint.id,
    DestinationCidr: route.destination,
    TargetSubnet: route.target,
    Type: isThroughSubnet ? "Nat" : "Local",
    Origin: route.origin,
    Status: { Code: route.state },
    Description: route.description,
    TransitGatewayAttachmentId: route.target === undefined ? endpoint.transitGateway?.attachmentId : undefined,
  };
}

const filters: FilterTable<ClientVpnRoute> = {
  "destination-cidr": (route) => route.destination,
  origin: (route) => route.origin,
  "target-subnet": (route) => route.target,
};
