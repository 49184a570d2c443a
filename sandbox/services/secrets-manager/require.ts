import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { type Constraint, findViolation } from "../constraints";
import { findSecret, type Secret, type SecretContent } from "./secrets";

/** Secrets Manager API reference: what each parameter may be, wherever it stands. */
const limits: Record<string, Constraint> = {
  Name: { min: 1, max: 512 },
  SecretId: { min: 1, max: 2048 },
  Description: { max: 2048 },
  KmsKeyId: { max: 2048 },
  ClientRequestToken: { min: 32, max: 64 },
  VersionId: { min: 32, max: 64 },
  MoveToVersionId: { min: 32, max: 64 },
  RemoveFromVersionId: { min: 32, max: 64 },
  VersionStage: { min: 1, max: 256 },
  VersionStages: { min: 1, max: 20 },
  MaxResults: { min: 1, max: 100 },
  Filters: { max: 10 },
  ResourcePolicy: { min: 1, max: 20_480 },
  SortOrder: { oneOf: ["asc", "desc"] },
};

/** The most that a page of a list holds. */
export const pageMax = 100;

/** What a token that is none of ours is answered. */
export const wrongToken = new ApiError("InvalidNextTokenException", "Invalid NextToken.");

const contentMaxBytes = 65_536;

/** Refuses a parameter outside its bounds. Contents are measured elsewhere: they must not stand in an error. */
export function check(input: object): void {
  const broken = findViolation({ ...input }, limits);
  if (broken !== undefined) throw new ApiError("ValidationException", broken);
}

/** The secret a call names, also one that waits for its end. */
export function requireSecret(world: World, { SecretId }: { SecretId: string | undefined }): Secret {
  check({ SecretId });
  const secret = findSecret(world, SecretId ?? "");
  if (!secret) throw notFound("Secrets Manager can't find the specified secret.");
  return secret;
}

/** As `requireSecret`, for calls that a secret in its recovery window refuses. */
export function requireLive(world: World, by: { SecretId: string | undefined }): Secret {
  const secret = requireSecret(world, by);
  if (secret.deletion)
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  return secret;
}

/** As `requireLive`, for calls that change it. */
export function requireOwn(world: World, by: { SecretId: string | undefined }): Secret {
  requireUnowned(world, by);
  return requireLive(world, by);
}

/** What a service keeps for itself nobody else may change (Secrets Manager user guide, "Managed secrets"; text unconfirmed). */
export function requireUnowned(world: World, by: { SecretId: string | undefined }): Secret {
  const secret = requireSecret(world, by);
  if (secret.owner !== undefined)
    throw invalidRequest(`You can't perform this operation on the secret because it is managed by ${secret.owner}.`);
  return secret;
}

/** What a call wants to keep: text or bytes, never both. */
export function contentOf(given: { SecretString?: string; SecretBinary?: Uint8Array }): SecretContent | undefined {
  const { SecretString: text, SecretBinary: bytes } = given;
  if (text !== undefined && bytes !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (Buffer.byteLength(text ?? bytes ?? "") > contentMaxBytes)
    throw new ApiError(
      "ValidationException",
      `1 validation error detected: Value at '${text === undefined ? "secretBinary" : "secretString"}' failed to satisfy constraint: Member must have length less than or equal to ${contentMaxBytes}`,
    );
  if (text !== undefined) return { text };
  return bytes === undefined ? undefined : { bytes };
}

export function notFound(message: string): ApiError {
  return new ApiError("ResourceNotFoundException", message);
}

export function invalidRequest(message: string): ApiError {
  return new ApiError("InvalidRequestException", message);
}

export function invalidParameter(message: string): ApiError {
  return new ApiError("InvalidParameterException", message);
}
