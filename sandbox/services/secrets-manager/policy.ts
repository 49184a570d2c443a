import type {
  DeleteResourcePolicyCommandInput,
  DeleteResourcePolicyCommandOutput,
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput,
  PutResourcePolicyCommandInput,
  PutResourcePolicyCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { check, requireLive } from "./require";

export const GetResourcePolicy: Operation<GetResourcePolicyCommandInput, GetResourcePolicyCommandOutput> = (
  input,
  world,
) => {
  const { arn, name, policy } = requireLive(world, input);
  return { ARN: arn, Name: name, ResourcePolicy: policy };
};

/** Kept and shown, never enforced: there are no permissions here. */
export const PutResourcePolicy: Operation<PutResourcePolicyCommandInput, PutResourcePolicyCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const secret = requireLive(world, input);
  if (!isObject(input.ResourcePolicy ?? ""))
    throw new ApiError("MalformedPolicyDocumentException", "This resource policy contains invalid Json");
  secret.policy = input.ResourcePolicy;
  return { ARN: secret.arn, Name: secret.name };
};

export const DeleteResourcePolicy: Operation<DeleteResourcePolicyCommandInput, DeleteResourcePolicyCommandOutput> = (
  input,
  world,
) => {
  const secret = requireLive(world, input);
  secret.policy = undefined;
  return { ARN: secret.arn, Name: secret.name };
};

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
