import type {
  CreateNetworkInsightsPathRequest,
  CreateNetworkInsightsPathResult,
  DeleteNetworkInsightsPathRequest,
  DeleteNetworkInsightsPathResult,
  DescribeNetworkInsightsPathsRequest,
  DescribeNetworkInsightsPathsResult,
  NetworkInsightsPath as NetworkInsightsPathView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { type PathEnd, readEnd } from "./path-end";
import { type PathFilter, readAddress, readFilter, readPort, readProtocol } from "./path-filter";

/** A question that can be asked again and again: does traffic of this kind come from here to there? */
export type NetworkInsightsPath = {
  id: string;
  createdMs: number;
  source: PathEnd;
  /** Undefined when an address at the source says where the traffic is for. */
  destination: PathEnd | undefined;
  protocol: "tcp" | "udp";
  sourceIp: string | undefined;
  destinationIp: string | undefined;
  destinationPort: number | undefined;
  filterAtSource: PathFilter | undefined;
  filterAtDestination: PathFilter | undefined;
  clientToken: string | undefined;
  /** What was asked for with the token. */
  request: string;
  tags: Tags;
};

/** SDK: NetworkInsightsMaxResults. */
export const pageBounds = { least: 1, most: 100 };

export const CreateNetworkInsightsPath: Operation<CreateNetworkInsightsPathRequest, CreateNetworkInsightsPathResult> = (
  input,
  world,
) => {
  const { ClientToken: clientToken, ...asked } = input;
  const request = JSON.stringify(asked);
  const made = world.networkInsightsPaths.find((row) => clientToken !== undefined && row.clientToken === clientToken);
  if (made) return { NetworkInsightsPath: view(requireSame(made, request), world) };
  const protocol = readProtocol(need(input.Protocol, "Protocol"));
  const content = readContent(input, world);
  const tags = tagsFor("networkInsightsPath", input.TagSpecifications);
  requireRoom(world, "networkInsightsPaths", world.networkInsightsPaths.size);
  const row = world.networkInsightsPaths.add<NetworkInsightsPath>({
    id: world.newId("networkInsightsPath"),
    createdMs: world.nowMs,
    protocol,
    ...content,
    clientToken,
    request,
    tags,
  });
  return { NetworkInsightsPath: view(row, world) };
};

export const DescribeNetworkInsightsPaths: Operation<
  DescribeNetworkInsightsPathsRequest,
  DescribeNetworkInsightsPathsResult
> = (input, world) => {
  const ids = input.NetworkInsightsPathIds;
  const found = page(select(world.networkInsightsPaths, ids, input.Filters, filters), input, ids, pageBounds);
  return { NetworkInsightsPaths: found.rows.map((row) => view(row, world)), NextToken: found.nextToken };
};

export const DeleteNetworkInsightsPath: Operation<DeleteNetworkInsightsPathRequest, DeleteNetworkInsightsPathResult> = (
  input,
  world,
) => {
  const { id } = world.networkInsightsPaths.require(need(input.NetworkInsightsPathId, "NetworkInsightsPathId"));
  if (world.networkInsightsAnalyses.find(({ pathId }) => pathId === id))
    throw new ApiError("AnalysisExistsForNetworkInsightsPath", `The network insights path ${id} has analyses.`);
  world.networkInsightsPaths.delete(id);
  return { NetworkInsightsPathId: id };
};

/** The same token for something else is refused. */
export function requireSame<Row extends { request: string }>(made: Row, request: string): Row {
  if (made.request === request) return made;
  throw new ApiError(
    "IdempotentParameterMismatch",
    "The client token you have provided is associated with a resource that has different properties.",
  );
}

function readContent(input: CreateNetworkInsightsPathRequest, world: World) {
  const { Source, Destination, FilterAtSource, FilterAtDestination } = input;
  if (FilterAtSource && (input.SourceIp !== undefined || input.DestinationPort !== undefined))
    throw invalidCombination("FilterAtSource cannot be used together with SourceIp or DestinationPort.");
  if (FilterAtDestination && input.DestinationIp !== undefined)
    throw invalidCombination("FilterAtDestination cannot be used together with DestinationIp.");
  const filterAtSource = readFilter(FilterAtSource, "FilterAtSource");
  const destinationIp = readAddress(input.DestinationIp, "DestinationIp");
  if (Destination === undefined && destinationIp === undefined && !filterAtSource?.destinationAddress)
    throw invalidCombination("Either Destination or a destination address must be specified.");
  return {
    source: readEnd(need(Source, "Source"), "Source", world),
    destination: Destination === undefined ? undefined : readEnd(Destination, "Destination", world),
    sourceIp: readAddress(input.SourceIp, "SourceIp"),
    destinationIp,
    destinationPort: readPort(input.DestinationPort, "DestinationPort"),
    filterAtSource,
    filterAtDestination: readFilter(FilterAtDestination, "FilterAtDestination"),
  };
}

function view(row: NetworkInsightsPath, world: World): Wire<NetworkInsightsPathView> {
  return {
    NetworkInsightsPathId: row.id,
    NetworkInsightsPathArn: world.arn("networkInsightsPath", row.id),
    CreatedDate: new Date(row.createdMs),
    Source: row.source.id,
    SourceArn: row.source.arn,
    Destination: row.destination?.id,
    DestinationArn: row.destination?.arn,
    SourceIp: row.sourceIp,
    DestinationIp: row.destinationIp,
    Protocol: row.protocol,
    DestinationPort: row.destinationPort,
    FilterAtSource: row.filterAtSource && filterView(row.filterAtSource),
    FilterAtDestination: row.filterAtDestination && filterView(row.filterAtDestination),
    Tags: tagSet(row.tags),
  };
}

function filterView({ sourceAddress, sourcePorts, destinationAddress, destinationPorts }: PathFilter) {
  return {
    SourceAddress: sourceAddress,
    SourcePortRange: sourcePorts && { FromPort: sourcePorts.from, ToPort: sourcePorts.to },
    DestinationAddress: destinationAddress,
    DestinationPortRange: destinationPorts && { FromPort: destinationPorts.from, ToPort: destinationPorts.to },
  };
}

/** How a range of ports is written in a filter is not documented: `22-22` (unconfirmed). */
const filters: FilterTable<NetworkInsightsPath> = {
  destination: ({ destination }) => destination?.id,
  protocol: ({ protocol }) => protocol,
  source: ({ source }) => source.id,
  ...filtersAt("filter-at-source", ({ filterAtSource }) => filterAtSource),
  ...filtersAt("filter-at-destination", ({ filterAtDestination }) => filterAtDestination),
};

function filtersAt(
  place: string,
  filterOf: (row: NetworkInsightsPath) => PathFilter | undefined,
): FilterTable<NetworkInsightsPath> {
  const range = (ports: { from: number; to: number } | undefined) => ports && `${ports.from}-${ports.to}`;
  return {
    [`${place}.source-address`]: (row) => filterOf(row)?.sourceAddress,
    [`${place}.source-port-range`]: (row) => range(filterOf(row)?.sourcePorts),
    [`${place}.destination-address`]: (row) => filterOf(row)?.destinationAddress,
    [`${place}.destination-port-range`]: (row) => range(filterOf(row)?.destinationPorts),
  };
}
