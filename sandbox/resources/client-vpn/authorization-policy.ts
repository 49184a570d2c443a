import type {
  DeleteClientVpnEndpointAuthorizationPolicyRequest,
  DeleteClientVpnEndpointAuthorizationPolicyResult,
  GetClientVpnEndpointAuthorizationPolicyRequest,
  GetClientVpnEndpointAuthorizationPolicyResult,
  ModifyClientVpnEndpointAuthorizationPolicyRequest,
  ModifyClientVpnEndpointAuthorizationPolicyResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidParameterValue, missingParameter } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { looksLikeCedar } from "./cedar";
import { madeBefore, type Request, readRequest } from "./client-token";
import { type ClientVpnEndpoint, findEndpoint, requireEndpoint } from "./endpoint";
import { oneOf } from "./endpoint-options";

/** What decides, beside the rules, who may connect. In shadow mode its decisions are only logged. */
export type AuthorizationPolicy = {
  state: "creating" | "updating" | "active" | "deleting";
  document: string;
  description: string | undefined;
  isShadow: boolean;
  request: Request;
};

/** Client VPN quotas: the size of an authorization policy document. */
const documentBytesMax = 10_000;

export const ModifyClientVpnEndpointAuthorizationPolicy: Operation<
  ModifyClientVpnEndpointAuthorizationPolicyRequest,
  ModifyClientVpnEndpointAuthorizationPolicyResult
> = (input, world) => {
  const endpoint = requireEndpoint(world, input);
  const { policy: present } = endpoint;
  const request = readRequest(input);
  if (present && madeBefore([present], request)) return { Status: present.state };
  const document = input.PolicyDocument ?? present?.document;
  if (document === undefined) throw missingParameter("PolicyDocument");
  checkDocument(document);
  const shadowMode = oneOf<string>("shadowMode", input.ShadowMode, ["enabled", "disabled"]);
  const policy: AuthorizationPolicy = {
    state: present ? "updating" : "creating",
    document,
    description: input.Description ?? present?.description,
    isShadow: shadowMode === undefined ? (present?.isShadow ?? false) : shadowMode === "enabled",
    request,
  };
  endpoint.policy = policy;
  world.later(timings.clientVpnRuleChanging, "client-vpn-policy-active", endpoint.id);
  return { Status: policy.state };
};

export const GetClientVpnEndpointAuthorizationPolicy: Operation<
  GetClientVpnEndpointAuthorizationPolicyRequest,
  GetClientVpnEndpointAuthorizationPolicyResult
> = (input, world) => {
  const endpoint = findEndpoint(world, input);
  const policy = requirePolicy(endpoint);
  return {
    ClientVpnEndpointId: endpoint.id,
    PolicyDocument: policy.document,
    Description: policy.description,
    ShadowMode: policy.isShadow ? "enabled" : "disabled",
    Status: policy.state,
  };
};

export const DeleteClientVpnEndpointAuthorizationPolicy: Operation<
  DeleteClientVpnEndpointAuthorizationPolicyRequest,
  DeleteClientVpnEndpointAuthorizationPolicyResult
> = (input, world) => {
  const endpoint = findEndpoint(world, input);
  const policy = requirePolicy(endpoint);
  if (policy.state !== "deleting") {
    policy.state = "deleting";
    world.later(timings.clientVpnRuleChanging, "client-vpn-policy-deleted", endpoint.id);
  }
  return { Status: policy.state };
};

export function clientVpnPolicyIsActive(world: World, endpointId: string): void {
  const policy = world.clientVpnEndpoints.get(endpointId)?.policy;
  if (policy?.state === "creating" || policy?.state === "updating") policy.state = "active";
}

export function clientVpnPolicyIsDeleted(world: World, endpointId: string): void {
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  if (endpoint?.policy?.state === "deleting") endpoint.policy = undefined;
}

function requirePolicy({ id, policy }: ClientVpnEndpoint): AuthorizationPolicy {
  if (policy) return policy;
  throw new ApiError(
    "InvalidClientVpnEndpointAuthorizationPolicyNotFound",
    `Endpoint ${id} does not have an authorization policy`,
  );
}

function checkDocument(document: string): void {
  if (Buffer.byteLength(document) > documentBytesMax)
    throw invalidParameterValue(`The policy document must not be larger than ${documentBytesMax} bytes.`);
  if (!looksLikeCedar(document)) throw invalidParameterValue("The policy document is not a valid Cedar policy.");
}
