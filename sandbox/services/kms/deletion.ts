import type {
  CancelKeyDeletionCommandInput,
  CancelKeyDeletionCommandOutput,
  ScheduleKeyDeletionCommandInput,
  ScheduleKeyDeletionCommandOutput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { check, invalidState, notPending, requireKeyById } from "./require";

const dayMs = 86_400_000;
const windowDays = 30;

/** The key is of no use from now on, and gone in 7 to 30 days with all that only it can decrypt. */
export const ScheduleKeyDeletion: Operation<ScheduleKeyDeletionCommandInput, ScheduleKeyDeletionCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const key = notPending(requireKeyById(world, input.KeyId ?? ""));
  const days = input.PendingWindowInDays ?? windowDays;
  const endsMs = world.nowMs + days * dayMs;
  key.state = "PendingDeletion";
  key.deletion = { endsMs };
  return { KeyId: key.arn, DeletionDate: new Date(endsMs), KeyState: key.state, PendingWindowInDays: days };
};

/** The key is disabled then, whatever it was before. */
export const CancelKeyDeletion: Operation<CancelKeyDeletionCommandInput, CancelKeyDeletionCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const key = requireKeyById(world, input.KeyId ?? "");
  if (key.state !== "PendingDeletion") throw invalidState(`${key.arn} is not pending deletion.`);
  key.state = "Disabled";
  key.deletion = undefined;
  return { KeyId: key.arn };
};
