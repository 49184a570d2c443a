import type {
  DeleteSecretCommandInput,
  DeleteSecretCommandOutput,
  RestoreSecretCommandInput,
  RestoreSecretCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import type { Operation, Wire } from "../../operation";
import type { World } from "../../world";
import { check, invalidParameter, requireOwn, requireUnowned } from "./require";
import { findSecret, secretArn } from "./secrets";

const dayMs = 86_400_000;

/** Marks a secret for its end in 7 to 30 days, or ends it at once. */
export const DeleteSecret: Operation<DeleteSecretCommandInput, DeleteSecretCommandOutput> = (input, world) => {
  check({ SecretId: input.SecretId });
  const { SecretId = "", ForceDeleteWithoutRecovery: isForced = false, RecoveryWindowInDays: days } = input;
  if (isForced && days !== undefined)
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  if (days !== undefined && (days < 7 || days > 30))
    throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  return isForced ? deleteNow(world, SecretId) : deleteLater(world, SecretId, days ?? 30);
};

/** A secret that is not there, or marked already, is no error (DeleteSecret, "ForceDeleteWithoutRecovery"). */
function deleteNow(world: World, SecretId: string): Wire<DeleteSecretCommandOutput> {
  const { arn, name } = findSecret(world, SecretId) ? requireUnowned(world, { SecretId }) : unknown(world, SecretId);
  world.secrets.delete(arn);
  return { ARN: arn, Name: name, DeletionDate: new Date(world.nowMs) };
}

function deleteLater(world: World, SecretId: string, days: number): Wire<DeleteSecretCommandOutput> {
  const secret = requireOwn(world, { SecretId });
  const endsMs = world.nowMs + days * dayMs;
  secret.deletion = { askedMs: world.nowMs, endsMs };
  return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(endsMs) };
}

function unknown(world: World, id: string): { arn: string; name: string } {
  return id.startsWith("arn:") ? { arn: id, name: id.split(":")[6] ?? id } : { arn: secretArn(world, id), name: id };
}

export const RestoreSecret: Operation<RestoreSecretCommandInput, RestoreSecretCommandOutput> = (input, world) => {
  const secret = requireUnowned(world, input);
  secret.deletion = undefined;
  return { ARN: secret.arn, Name: secret.name };
};
