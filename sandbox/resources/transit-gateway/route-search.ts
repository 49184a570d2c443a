import { isIP } from "node:net";
import type {
  ExportTransitGatewayRoutesRequest,
  ExportTransitGatewayRoutesResult,
  Filter,
  SearchTransitGatewayRoutesRequest,
  SearchTransitGatewayRoutesResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, missingParameter } from "../../protocol/errors";
import { type Cidr, containsCidr, readCidr } from "./cidr";
import { type EffectiveRoute, effectiveRoutes, routeFor } from "./effective-routes";
import { routeView } from "./route";
import { requireRouteTable } from "./route-table";

const pageMax = 1000;

export const SearchTransitGatewayRoutes: Operation<
  SearchTransitGatewayRoutesRequest,
  SearchTransitGatewayRoutesResult
> = (input, world) => {
  const table = requireRouteTable(world, input);
  if (!input.Filters?.length) throw missingParameter("Filter");
  const found = search(effectiveRoutes(table, world), input.Filters);
  const { rows, nextToken } = page(found, { ...input, MaxResults: input.MaxResults ?? pageMax });
  return { Routes: rows.map(routeView), AdditionalRoutesAvailable: nextToken !== undefined, NextToken: nextToken };
};

/** Writes to S3, which is not simulated. */
export const ExportTransitGatewayRoutes: Operation<
  ExportTransitGatewayRoutesRequest,
  ExportTransitGatewayRoutesResult
> = (input, world) => {
  requireRouteTable(world, input);
  throw new ApiError("UnsupportedOperation", "Exporting routes to Amazon S3 is not simulated by this endpoint.");
};

/** Each filter looks at the whole table; what all of them let through is the answer. */
function search(routes: EffectiveRoute[], filters: Filter[]): EffectiveRoute[] {
  return filters.reduce((left, filter) => {
    const match = matchers[filter.Name ?? ""];
    if (!match) return applyFilters(left, [filter], plainFilters);
    const wanted = (filter.Values ?? []).map((text) => readCidr(withLength(text), filter.Name ?? ""));
    const matching = new Set(wanted.flatMap((cidr) => match(routes, cidr)));
    return left.filter((route) => matching.has(route));
  }, routes);
}

const matchers: Partial<Record<string, (routes: EffectiveRoute[], wanted: Cidr) => EffectiveRoute[]>> = {
  "route-search.exact-match": (routes, wanted) =>
    routes.filter(({ cidr }) => cidr.length === wanted.length && containsCidr(cidr, wanted)),
  "route-search.longest-prefix-match": (routes, wanted) => [routeFor(routes, wanted) ?? []].flat(),
  "route-search.subnet-of-match": (routes, wanted) => routes.filter(({ cidr }) => containsCidr(wanted, cidr)),
  "route-search.supernet-of-match": (routes, wanted) => routes.filter(({ cidr }) => containsCidr(cidr, wanted)),
};

const plainFilters: FilterTable<EffectiveRoute> = {
  "attachment.resource-id": ({ attachments }) => attachments.map(({ resource }) => resource.id),
  "attachment.resource-type": ({ attachments }) => attachments.map(({ resource }) => resource.type),
  "attachment.transit-gateway-attachment-id": ({ attachments }) => attachments.map(({ id }) => id),
  "prefix-list-id": ({ prefixListId }) => prefixListId,
  state: ({ state }) => state,
  type: ({ type }) => type,
};

/** One address is the block of one address. */
function withLength(text: string): string {
  const version = isIP(text);
  return version === 0 ? text : `${text}/${version === 4 ? 32 : 128}`;
}
