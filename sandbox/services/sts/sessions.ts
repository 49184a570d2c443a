import { randomBytes } from "node:crypto";
import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
  GetSessionTokenCommandInput,
  GetSessionTokenCommandOutput,
} from "@aws-sdk/client-sts";
import type { Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { Credential } from "../../protocol/sigv4";
import type { World } from "../../world";
import { type Constraint, findViolation } from "../constraints";
import type { Call } from "../service";

/** STS API reference, AssumeRole: what each parameter may be. Role ARNs are looked at by hand. */
const assumeRoleLimits: Record<string, Constraint> = {
  RoleArn: { min: 20, max: 2048 },
  RoleSessionName: { min: 2, max: 64, pattern: "[\\w+=,.@-]*" },
  DurationSeconds: { min: 900, max: 43_200 },
  ExternalId: { min: 2, max: 1224, pattern: "[\\w+=,.@:\\/-]*" },
  SourceIdentity: { min: 2, max: 64, pattern: "[\\w+=,.@-]*" },
};

/** A role chained from another session lasts an hour at most (IAM user guide, "Role chaining"). */
const chainedMaxSeconds = 3600;

/** Any role of any account is trusted here, whatever external id is given: there are no policies. */
export function AssumeRole(input: AssumeRoleCommandInput, _world: World, call: Call): Wire<AssumeRoleCommandOutput> {
  check({ ...input }, assumeRoleLimits);
  const { RoleArn = "", RoleSessionName = "", DurationSeconds: seconds = 3600, SourceIdentity } = input;
  const [, account, roleName] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]{1,64})$/.exec(RoleArn) ?? [];
  if (!account || !roleName) throw new ApiError("ValidationError", `${RoleArn} is invalid`);
  if (call.caller.credential.token !== undefined && seconds > chainedMaxSeconds)
    throw new ApiError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  const userId = `AROA${letters(17)}:${RoleSessionName}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${RoleSessionName}`;
  return {
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    Credentials: issue(call, { account, arn, userId }, seconds),
    SourceIdentity,
  };
}

/** Credentials of the same user for a while. They cannot be had with credentials that are temporary themselves. */
export function GetSessionToken(
  input: GetSessionTokenCommandInput,
  _world: World,
  call: Call,
): Wire<GetSessionTokenCommandOutput> {
  const { account, arn, userId, token } = call.caller.credential;
  if (token !== undefined)
    throw new ApiError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
  check({ ...input }, { DurationSeconds: { min: 900, max: 129_600 } });
  return { Credentials: issue(call, { account, arn, userId }, input.DurationSeconds ?? 43_200) };
}

function check(input: Record<string, unknown>, limits: Record<string, Constraint>): void {
  const broken = findViolation(input, limits);
  if (broken !== undefined) throw new ApiError("ValidationError", broken);
}

/** By the wall clock and truly random: these sign requests, and have nothing to do with a world's time or seed. */
function issue({ sandbox }: Call, who: Pick<Credential, "account" | "arn" | "userId">, seconds: number) {
  const AccessKeyId = `ASIA${letters(16)}`;
  const SecretAccessKey = randomBytes(30).toString("base64");
  const SessionToken = randomBytes(120).toString("base64");
  const expiresAt = Math.ceil(Date.now() / 1000 + seconds) * 1000;
  sandbox.issueCredential(AccessKeyId, { ...who, secretAccessKey: SecretAccessKey, token: SessionToken, expiresAt });
  return { AccessKeyId, SecretAccessKey, SessionToken, Expiration: new Date(expiresAt) };
}

function letters(count: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return [...randomBytes(count)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
