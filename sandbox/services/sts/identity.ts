import type {
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
  GetCallerIdentityCommandOutput,
} from "@aws-sdk/client-sts";
import type { Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { findViolation } from "../constraints";
import type { Call } from "../service";

/** Needs no permission: whoever has a credential may ask whose it is. */
export function GetCallerIdentity(_input: object, _world: World, call: Call): Wire<GetCallerIdentityCommandOutput> {
  const { account, arn, userId } = call.caller.credential;
  return { Account: account, Arn: arn, UserId: userId };
}

/** The account an access key belongs to, whoever owns it. */
export function GetAccessKeyInfo(
  input: GetAccessKeyInfoCommandInput,
  _world: World,
  { sandbox }: Call,
): Wire<GetAccessKeyInfoCommandOutput> {
  const { AccessKeyId = "" } = input;
  const broken = findViolation({ AccessKeyId }, { AccessKeyId: { min: 16, max: 128, pattern: "[\\w]*" } });
  const known = sandbox.findCredential(AccessKeyId);
  if (!known && broken !== undefined) throw new ApiError("ValidationError", broken);
  if (!known) throw new ApiError("ValidationError", `The access key ${AccessKeyId} does not exist.`);
  return { Account: known.account };
}
