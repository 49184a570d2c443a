import type {
  AuthorizationRule as AuthorizationRuleView,
  AuthorizeClientVpnIngressRequest,
  AuthorizeClientVpnIngressResult,
  DescribeClientVpnAuthorizationRulesRequest,
  DescribeClientVpnAuthorizationRulesResult,
  RevokeClientVpnIngressRequest,
  RevokeClientVpnIngressResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { timings } from "../../timings";
import type { World } from "../../world";
import { readCidr } from "./cidr";
import { madeBefore, type Request, readRequest } from "./client-token";
import { type ClientVpnEndpoint, findEndpoint, requireEndpoint } from "./endpoint";

/** Who may reach a network: a group, or with `groupId` undefined everybody who is connected. */
export type AuthorizationRule = {
  cidr: string;
  groupId: string | undefined;
  state: "authorizing" | "active" | "revoking";
  description: string | undefined;
  request: Request;
};

export const AuthorizeClientVpnIngress: Operation<AuthorizeClientVpnIngressRequest, AuthorizeClientVpnIngressResult> = (
  input,
  world,
) => {
  const endpoint = requireEndpoint(world, input);
  const request = readRequest(input);
  const made = madeBefore(endpoint.rules, request);
  if (made) return { Status: { Code: made.state } };
  const cidr = readCidr("targetNetworkCidr", need(input.TargetNetworkCidr, "TargetNetworkCidr"));
  const groupId = readGroup(input.AccessGroupId, input.AuthorizeAllGroups, "authorize-all-groups");
  if (findRule(endpoint, cidr, groupId))
    throw new ApiError("InvalidClientVpnDuplicateAuthorizationRule", "Authorization rule already exists");
  requireRoom(world, "rulesPerClientVpnEndpoint", endpoint.rules.length);
  const rule: AuthorizationRule = { cidr, groupId, state: "authorizing", description: input.Description, request };
  endpoint.rules.push(rule);
  world.later(timings.clientVpnRuleChanging, "client-vpn-rule-active", subject(endpoint, rule));
  return { Status: { Code: rule.state } };
};

export const RevokeClientVpnIngress: Operation<RevokeClientVpnIngressRequest, RevokeClientVpnIngressResult> = (
  input,
  world,
) => {
  const endpoint = findEndpoint(world, input);
  const cidr = readCidr("targetNetworkCidr", need(input.TargetNetworkCidr, "TargetNetworkCidr"));
  const groupId = readGroup(input.AccessGroupId, input.RevokeAllGroups, "revoke-all-groups");
  const rule = findRule(endpoint, cidr, groupId);
  if (!rule)
    throw new ApiError("InvalidClientVpnEndpointAuthorizationRuleNotFound", "Authorization rule does not exist");
  if (rule.state !== "revoking") {
    rule.state = "revoking";
    world.later(timings.clientVpnRuleChanging, "client-vpn-rule-revoked", subject(endpoint, rule));
  }
  return { Status: { Code: rule.state } };
};

export const DescribeClientVpnAuthorizationRules: Operation<
  DescribeClientVpnAuthorizationRulesRequest,
  DescribeClientVpnAuthorizationRulesResult
> = (input, world) => {
  const endpoint = world.clientVpnEndpoints.require(need(input.ClientVpnEndpointId, "ClientVpnEndpointId"));
  const found = page(applyFilters(endpoint.rules, input.Filters, filters), input);
  return { AuthorizationRules: found.rows.map((rule) => view(endpoint, rule)), NextToken: found.nextToken };
};

export function clientVpnRuleIsActive(world: World, name: string): void {
  const { rule } = find(world, name);
  if (rule?.state === "authorizing") rule.state = "active";
}

export function clientVpnRuleIsRevoked(world: World, name: string): void {
  const { endpoint, rule } = find(world, name);
  if (endpoint && rule?.state === "revoking") endpoint.rules = endpoint.rules.filter((other) => other !== rule);
}

/** Whether a rule in force lets somebody of these groups reach anything. */
export function hasAccess({ rules }: ClientVpnEndpoint, groups: string[]): boolean {
  return rules.some(({ state, groupId }) => state === "active" && (groupId === undefined || groups.includes(groupId)));
}

/** A group, or undefined for all of them. The sentence is AWS's (aws-cloudformation-user-guide, pull request 583). */
function readGroup(groupId: string | undefined, isForAll: boolean | undefined, flag: string): string | undefined {
  if (!groupId && !isForAll)
    throw new ApiError("MissingParameter", `You must specify either access-group-id or ${flag}`);
  if (groupId && isForAll) throw invalidCombination(`access-group-id and ${flag} cannot be specified together`);
  return groupId || undefined;
}

function findRule(endpoint: ClientVpnEndpoint, cidr: string, groupId: string | undefined) {
  return endpoint.rules.find((rule) => rule.cidr === cidr && rule.groupId === groupId);
}

/** The group stands last: its name may have spaces. */
function subject(endpoint: ClientVpnEndpoint, { cidr, groupId }: AuthorizationRule): string {
  return [endpoint.id, cidr, ...(groupId === undefined ? [] : [groupId])].join(" ");
}

function find(world: World, name: string) {
  const [endpointId, cidr = "", ...group] = name.split(" ");
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  const groupId = group.length ? group.join(" ") : undefined;
  return { endpoint, rule: endpoint && findRule(endpoint, cidr, groupId) };
}

function view(endpoint: ClientVpnEndpoint, rule: AuthorizationRule): Wire<AuthorizationRuleView> {
  return {
    ClientVpnEndpointId: endpoint.id,
    Description: rule.description,
    GroupId: rule.groupId ?? "",
    AccessAll: rule.groupId === undefined,
    DestinationCidr: rule.cidr,
    Status: { Code: rule.state },
  };
}

const filters: FilterTable<AuthorizationRule> = {
  description: (rule) => rule.description,
  "destination-cidr": (rule) => rule.cidr,
  "group-id": (rule) => rule.groupId ?? "",
};
