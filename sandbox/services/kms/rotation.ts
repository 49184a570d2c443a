import type {
  DisableKeyRotationCommandInput,
  EnableKeyRotationCommandInput,
  GetKeyRotationStatusCommandInput,
  GetKeyRotationStatusCommandOutput,
  RotateKeyOnDemandCommandInput,
  RotateKeyOnDemandCommandOutput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { type KmsKey, rotateMaterial } from "./keys";
import { check, requireKeyById, usable } from "./require";

const dayMs = 86_400_000;
const periodDays = 365;
/** RotateKeyOnDemand: "a maximum of 25 times". */
const onDemandMax = 25;

/** New material every 365 days, or as often as asked for. Whoever uses the key notices nothing. */
export const EnableKeyRotation: Operation<EnableKeyRotationCommandInput> = (input, world) => {
  const key = requireUsableById(world, input);
  const days = input.RotationPeriodInDays ?? key.rotation?.periodDays ?? periodDays;
  key.rotation = { periodDays: days, nextMs: world.nowMs + days * dayMs };
  return undefined;
};

export const DisableKeyRotation: Operation<DisableKeyRotationCommandInput> = (input, world) => {
  requireUsableById(world, input).rotation = undefined;
  return undefined;
};

/** A key that waits for its end is not rotated (GetKeyRotationStatus). */
export const GetKeyRotationStatus: Operation<GetKeyRotationStatusCommandInput, GetKeyRotationStatusCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const { arn, state, rotation } = requireKeyById(world, input.KeyId ?? "");
  const isOn = rotation !== undefined && state !== "PendingDeletion";
  return {
    KeyId: arn,
    KeyRotationEnabled: isOn,
    RotationPeriodInDays: isOn ? rotation.periodDays : undefined,
    NextRotationDate: isOn ? new Date(rotation.nextMs) : undefined,
  };
};

export const RotateKeyOnDemand: Operation<RotateKeyOnDemandCommandInput, RotateKeyOnDemandCommandOutput> = (
  input,
  world,
) => {
  const key = requireUsableById(world, input);
  if (key.onDemandRotations >= onDemandMax)
    throw new ApiError("LimitExceededException", `${key.arn} was rotated on demand ${onDemandMax} times already.`);
  key.onDemandRotations += 1;
  rotateMaterial(key);
  return { KeyId: key.arn };
};

function requireUsableById(world: World, input: { KeyId: string | undefined }): KmsKey {
  check(input);
  return usable(requireKeyById(world, input.KeyId ?? ""));
}
