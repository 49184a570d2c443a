import type {
  DescribeTransitGatewayMeteringPoliciesRequest,
  DescribeTransitGatewayMeteringPoliciesResult,
  DescribeTransitGatewayMulticastDomainsRequest,
  DescribeTransitGatewayMulticastDomainsResult,
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult,
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult,
} from "@aws-sdk/client-ec2";
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
  refuseIds(input.TransitGatewayMulticastDomainIds, "InvalidTransitGatewayMulticastDomainId", "Multicast Domain");
  return { TransitGatewayMulticastDomains: [] };
};

export const DescribeTransitGatewayPolicyTables: Operation<
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult
> = (input) => {
  refuseIds(input.TransitGatewayPolicyTableIds, "InvalidTransitGatewayPolicyTableId", "Policy Table");
  return { TransitGatewayPolicyTables: [] };
};

export const DescribeTransitGatewayRouteTableAnnouncements: Operation<
  DescribeTransitGatewayRouteTableAnnouncementsRequest,
  DescribeTransitGatewayRouteTableAnnouncementsResult
> = (input) => {
  const ids = input.TransitGatewayRouteTableAnnouncementIds;
  refuseIds(ids, "InvalidTransitGatewayRouteTableAnnouncementId", "Route Table Announcement");
  return { TransitGatewayRouteTableAnnouncements: [] };
};

export const DescribeTransitGatewayMeteringPolicies: Operation<
  DescribeTransitGatewayMeteringPoliciesRequest,
  DescribeTransitGatewayMeteringPoliciesResult
> = (input) => {
  refuseIds(input.TransitGatewayMeteringPolicyIds, "InvalidTransitGatewayMeteringPolicyId", "Metering Policy");
  return { TransitGatewayMeteringPolicies: [] };
};

/** The codes of the first two are those Terraform's provider knows (TF, errors.go). */
function refuseIds(ids: string[] | undefined, code: string, noun: string): void {
  const [id] = ids ?? [];
  if (id !== undefined)
    throw new ApiError(`${code}.NotFound`, `Transit Gateway ${noun} ${id} was deleted or does not exist.`);
}
