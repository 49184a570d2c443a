import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { type Constraint, findViolation } from "../constraints";
import { arnOf, type KmsKey, keyOfId } from "./keys";

/** KMS API reference: what each parameter may be, wherever it stands. */
const limits: Record<string, Constraint> = {
  KeyId: { min: 1, max: 2048 },
  SourceKeyId: { min: 1, max: 2048 },
  DestinationKeyId: { min: 1, max: 2048 },
  TargetKeyId: { min: 1, max: 2048 },
  AliasName: { min: 1, max: 256, pattern: "[a-zA-Z0-9:/_-]+" },
  Description: { max: 8192 },
  Limit: { min: 1, max: 1000 },
  NumberOfBytes: { min: 1, max: 1024 },
  KeySpec: { oneOf: ["AES_256", "AES_128"] },
  PendingWindowInDays: { min: 7, max: 30 },
  RotationPeriodInDays: { min: 90, max: 2560 },
};

/** Refuses a parameter outside its bounds. Contents are measured elsewhere: they must not stand in an error. */
export function check(input: object): void {
  const broken = findViolation({ ...input }, limits);
  if (broken !== undefined) throw invalid(broken);
}

/** The key that an id, ARN, alias or alias's ARN names, in any state. */
export function requireKey(world: World, name: string): KmsKey {
  const alias = /^(?:arn:aws:kms:.*:)?(alias\/.+)$/.exec(name)?.[1];
  if (alias !== undefined) return keyOfAlias(world, alias);
  const id = /^(?:arn:aws:kms:.*:key\/)?([0-9a-f-]{36})$/i.exec(name)?.[1];
  if (id === undefined && name.startsWith("arn:")) throw new ApiError("InvalidArnException", `Invalid arn ${name}`);
  if (id === undefined) throw notFound(`Invalid keyId '${name}'`);
  const arn = arnOf(world, `key/${id}`);
  const key = keyOfId(world, id);
  if (!key || (name.startsWith("arn:") && name !== arn))
    throw notFound(`Key '${name.startsWith("arn:") ? name : arn}' does not exist`);
  return key;
}

/** As `requireKey`, for calls that take no alias. */
export function requireKeyById(world: World, name: string): KmsKey {
  if (/(^|:)alias\//.test(name)) throw notFound(`Invalid keyId '${name}'`);
  return requireKey(world, name);
}

/** As `requireKey`, of a key that may be used (KMS developer guide, "Key states of AWS KMS keys"). */
export function requireUsable(world: World, name: string): KmsKey {
  return usable(requireKey(world, name));
}

export function usable(key: KmsKey): KmsKey {
  notPending(key);
  if (key.state === "Disabled") throw new ApiError("DisabledException", `${key.arn} is disabled.`);
  return key;
}

/** For calls that a key which waits for its end refuses. */
export function notPending(key: KmsKey): KmsKey {
  if (key.state === "PendingDeletion") throw invalidState(`${key.arn} is pending deletion.`);
  return key;
}

export function notFound(message: string): ApiError {
  return new ApiError("NotFoundException", message);
}

export function invalidState(message: string): ApiError {
  return new ApiError("KMSInvalidStateException", message);
}

export function invalid(message: string): ApiError {
  return new ApiError("ValidationException", message);
}

/** What a marker that is none of ours is answered. */
export const wrongMarker = new ApiError("InvalidMarkerException", "Invalid marker.");

function keyOfAlias(world: World, name: string): KmsKey {
  const alias = world.kmsAliases.get(name);
  const key = alias && keyOfId(world, alias.keyId);
  if (!key) throw notFound(`Alias ${arnOf(world, name)} is not found.`);
  return key;
}
