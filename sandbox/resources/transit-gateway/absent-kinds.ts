import type {
  DescribeTransitGatewayMeteringPoliciesRequest,
  DescribeTransitGatewayMeteringPoliciesResult,
  DescribeTransitGatewayMulticastDomainsRequest,
  DescribeTransitGatewayMulticastDomainsResult,
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult,
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult,
  Filter,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";

/*
 * Kinds that cannot be made here, as their Create calls are not simulated. What clients ask of them in passing has a true
 * answer all the same: there is none.
 */

export const DescribeTransitGatewayMulticastDomains: Operation<
  DescribeTransitGatewayMulticastDomainsRequest,
  DescribeTransitGatewayMulticastDomainsResult
> = (input) => {
  const ids = input.TransitGatewayMulticastDomainIds;
  findNone(input, {
    ids,
    code: "InvalidTransitGatewayMulticastDomainId",
    noun: "Multicast Domain",
    filter: "transit-gateway-multicast-domain-id",
  });
  return { TransitGatewayMulticastDomains: [] };
};

export const DescribeTransitGatewayPolicyTables: Operation<
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult
> = (input) => {
  const ids = input.TransitGatewayPolicyTableIds;
  findNone(input, {
    ids,
    code: "InvalidTransitGatewayPolicyTableId",
    noun: "Policy Table",
    filter: "transit-gateway-policy-table-id",
  });
  return { TransitGatewayPolicyTables: [] };
};

export const DescribeTransitGatewayRouteTableAnnouncements: Operation<
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult
> = (input) => {
  const ids = input.TransitGatewayRouteTableAnnouncementIds;
  const code = "InvalidTransitGatewayRouteTableAnnouncementId";
  findNone(input, {
    ids,
    code,
    noun: "Route Table Announcement",
    filter: "transit-gateway-route-table-announcement-id",
  });
  return { TransitGatewayRouteTableAnnouncements: [] };
};

export const DescribeTransitGatewayMeteringPolicies: Operation<
  DescribeTransitGatewayMeteringPoliciesRequest,
  DescribeTransitGatewayMeteringPoliciesResult
> = (input) => {
  const ids = input.TransitGatewayMeteringPolicyIds;
  findNone(input, {
    ids,
    code: "InvalidTransitGatewayMeteringPolicyId",
    noun: "Metering Policy",
    filter: "transit-gateway-metering-policy-id",
  });
  return { TransitGatewayMeteringPolicies: [] };
};

type Asked = { Filters?: Filter[]; MaxResults?: number; NextToken?: string };
type AbsentKind = { ids: string[] | undefined; code: string; noun: string; filter: string };

/**
 * Refuses what would be refused if there were any. The codes of the first two kinds are those Terraform's provider knows (TF, errors.go);
 * only multicast domains have documented filters (SDK), which the others are taken to share.
 */
function findNone(input: Asked, { ids, code, noun, filter }: AbsentKind): void {
  const [id] = ids ?? [];
  if (id !== undefined)
    throw new ApiError(`${code}.NotFound`, `Transit Gateway ${noun} ${id} was deleted or does not exist.`);
  const none = () => undefined;
  page(applyFilters([], input.Filters, { state: none, "transit-gateway-id": none, [filter]: none }), input, ids);
}
