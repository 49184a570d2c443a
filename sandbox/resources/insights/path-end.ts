import { ApiError, invalidValue } from "../../protocol/errors";
import type { Table } from "../../table";
import type { Tags } from "../../tags";
import type { World } from "../../world";
import { type Kind, kindFacts } from "../kinds";

/** A resource that a path begins or ends at. It may be gone later: the path stays and its analyses say so. */
export type PathEnd = { kind: EndKind; id: string; arn: string };

export type EndKind = (typeof endKinds)[number];

/** Reachability Analyzer guide, "Source and destination resources"; VPC endpoints and peerings cannot exist here. */
const endKinds = [
  "instance",
  "networkInterface",
  "internetGateway",
  "vpnGateway",
  "transitGateway",
  "transitGatewayAttachment",
] as const satisfies Kind[];

/** Reads an id or an ARN. The codes are those CloudFormation's handler knows; their sentences are (unconfirmed). */
export function readEnd(text: string, parameter: "Source" | "Destination", world: World): PathEnd {
  const arn = /^arn:aws:ec2:[a-z0-9-]+:\d{12}:[a-z-]+\/(.+)$/.exec(text);
  const id = arn?.[1] ?? text;
  const kind = kindOf(id);
  if (!kind) throw invalidValue(parameter, text, "This type of resource is not supported.");
  const table = tableOf(world, kind);
  const end = { kind, id, arn: world.arn(kind, id) };
  if (!table.get(id) || (arn && text !== end.arn))
    throw new ApiError(
      `NetworkInsights${parameter}.NotFound`,
      `The ${parameter.toLowerCase()} ${text} does not exist.`,
    );
  return end;
}

/** Whether the resource is still there. */
export function isPresent(world: World, { kind, id }: PathEnd): boolean {
  const row = tableOf(world, kind).get(id);
  return row !== undefined && row.state !== "deleted" && row.state !== "terminated";
}

function kindOf(id: string): EndKind | undefined {
  const prefix = id.slice(0, id.lastIndexOf("-"));
  return endKinds.find((kind) => kindFacts[kind].prefix === prefix);
}

function tableOf(world: World, kind: EndKind): Pick<Table<{ id: string; state?: string; tags: Tags }>, "get"> {
  const tables = {
    instance: world.instances,
    networkInterface: world.networkInterfaces,
    internetGateway: world.internetGateways,
    vpnGateway: world.vpnGateways,
    transitGateway: world.transitGateways,
    transitGatewayAttachment: world.transitGatewayAttachments,
  };
  return tables[kind];
}
