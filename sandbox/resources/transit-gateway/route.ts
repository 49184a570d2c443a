import type {
  CreateTransitGatewayRouteRequest,
  CreateTransitGatewayRouteResult,
  DeleteTransitGatewayRouteRequest,
  DeleteTransitGatewayRouteResult,
  ReplaceTransitGatewayRouteRequest,
  ReplaceTransitGatewayRouteResult,
  TransitGatewayRoute as TransitGatewayRouteView,
} from "@aws-sdk/client-ec2";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import type { World } from "../../world";
import { checkAvailable } from "./attachment";
import { formatCidr, readCidr } from "./cidr";
import { type EffectiveRoute, effectiveRoutes } from "./effective-routes";
import { requirePair, requireRouteTable, type StaticRoute, type TransitGatewayRouteTable } from "./route-table";

export const CreateTransitGatewayRoute: Operation<CreateTransitGatewayRouteRequest, CreateTransitGatewayRouteResult> = (
  input,
  world,
) => {
  const table = requireRouteTable(world, input);
  checkAvailable(table);
  const destination = readDestination(input);
  const attachmentId = readRouteTarget(input, world);
  if (table.routes.some((route) => route.destination === destination))
    throw new ApiError(
      "RouteAlreadyExists",
      `Route ${destination} already exists in Transit Gateway Route Table ${table.id}.`,
    );
  table.routes.push({ destination, attachmentId });
  return { Route: viewOf(table, destination, world) };
};

export const ReplaceTransitGatewayRoute: Operation<
  ReplaceTransitGatewayRouteRequest,
  ReplaceTransitGatewayRouteResult
> = (input, world) => {
  const table = requireRouteTable(world, input);
  checkAvailable(table);
  const route = requireRoute(table, readDestination(input));
  route.attachmentId = readRouteTarget(input, world);
  return { Route: viewOf(table, route.destination, world) };
};

export const DeleteTransitGatewayRoute: Operation<DeleteTransitGatewayRouteRequest, DeleteTransitGatewayRouteResult> = (
  input,
  world,
) => {
  const table = requireRouteTable(world, input);
  const route = requireRoute(table, readDestination(input));
  const gone = viewOf(table, route.destination, world);
  table.routes = table.routes.filter((other) => other !== route);
  return { Route: { ...gone, State: "deleted" } };
};

/** An attachment of the table's transit gateway, or nothing for a blackhole. An empty id is none: Terraform sends it with each blackhole. */
export function readRouteTarget(
  input: {
    TransitGatewayRouteTableId?: string | undefined;
    TransitGatewayAttachmentId?: string | undefined;
    Blackhole?: boolean | undefined;
  },
  world: World,
): string | undefined {
  if (input.Blackhole) {
    if (input.TransitGatewayAttachmentId)
      throw invalidCombination("The parameters TransitGatewayAttachmentId and Blackhole cannot be used together.");
    return undefined;
  }
  if (!input.TransitGatewayAttachmentId) throw missingParameter("TransitGatewayAttachmentId");
  const { attachment } = requirePair(world, input);
  if (attachment.resource.type === "connect")
    throw invalidParameterValue(`${attachment.id} is a Connect attachment, which does not support static routes.`);
  checkAvailable(attachment);
  return attachment.id;
}

/** As EC2 answers one. */
export function routeView({ cidr, prefixListId, type, state, attachments }: EffectiveRoute) {
  return {
    DestinationCidrBlock: formatCidr(cidr),
    PrefixListId: prefixListId,
    TransitGatewayAttachments: attachments.map(({ id, resource }) => ({
      TransitGatewayAttachmentId: id,
      ResourceId: resource.id,
      ResourceType: resource.type,
    })),
    Type: type,
    State: state,
  } satisfies Wire<TransitGatewayRouteView>;
}

function viewOf(table: TransitGatewayRouteTable, destination: string, world: World) {
  const route = effectiveRoutes(table, world).find(({ cidr }) => formatCidr(cidr) === destination);
  if (!route) throw new Error(`${table.id} has lost its route to ${destination}`);
  return routeView(route);
}

function requireRoute(table: TransitGatewayRouteTable, destination: string): StaticRoute {
  const route = table.routes.find((other) => other.destination === destination);
  if (route) return route;
  throw new ApiError(
    "InvalidRoute.NotFound",
    `Route ${destination} does not exist in Transit Gateway Route Table ${table.id}.`,
  );
}

function readDestination(input: { DestinationCidrBlock?: string | undefined }): string {
  return formatCidr(readCidr(need(input.DestinationCidrBlock, "DestinationCidrBlock"), "destinationCidrBlock"));
}
