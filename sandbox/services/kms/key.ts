import type {
  CreateKeyCommandInput,
  CreateKeyCommandOutput,
  DescribeKeyCommandInput,
  DescribeKeyCommandOutput,
  DisableKeyCommandInput,
  EnableKeyCommandInput,
  ListKeysCommandInput,
  ListKeysCommandOutput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { cutPage } from "../page";
import { addKey, type KmsKey, liveKeys } from "./keys";
import { check, invalid, notPending, requireKey, requireKeyById, wrongMarker } from "./require";

const pageRows = 100;
const symmetric = "SYMMETRIC_DEFAULT";

/** Symmetric encryption keys only. Tags and policies are taken and not looked at: there are no permissions here. */
export const CreateKey: Operation<CreateKeyCommandInput, CreateKeyCommandOutput> = (input, world) => {
  check({ Description: input.Description });
  const { KeySpec, CustomerMasterKeySpec, KeyUsage = "ENCRYPT_DECRYPT", Origin = "AWS_KMS", MultiRegion } = input;
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined)
    throw invalid(
      "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
    );
  const spec = KeySpec ?? CustomerMasterKeySpec ?? symmetric;
  if (spec !== symmetric || KeyUsage !== "ENCRYPT_DECRYPT" || Origin !== "AWS_KMS" || MultiRegion)
    throw new ApiError(
      "UnsupportedOperation",
      "Only symmetric encryption keys of one Region are simulated by this endpoint.",
    );
  return { KeyMetadata: metadataOf(world, addKey(world, input.Description ?? "")) };
};

export const DescribeKey: Operation<DescribeKeyCommandInput, DescribeKeyCommandOutput> = (input, world) => {
  check(input);
  return { KeyMetadata: metadataOf(world, requireKey(world, input.KeyId ?? "")) };
};

export const ListKeys: Operation<ListKeysCommandInput, ListKeysCommandOutput> = (input, world) => {
  check(input);
  const { page, nextToken } = cutPage(liveKeys(world), {
    token: input.Marker,
    size: input.Limit ?? pageRows,
    refusal: wrongMarker,
  });
  return {
    Keys: page.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
    NextMarker: nextToken,
    Truncated: nextToken !== undefined,
  };
};

export const EnableKey: Operation<EnableKeyCommandInput> = (input, world) => {
  check(input);
  notPending(requireKeyById(world, input.KeyId ?? "")).state = "Enabled";
  return undefined;
};

export const DisableKey: Operation<DisableKeyCommandInput> = (input, world) => {
  check(input);
  notPending(requireKeyById(world, input.KeyId ?? "")).state = "Disabled";
  return undefined;
};

function metadataOf({ place }: World, { id, arn, description, createdMs, state, deletion }: KmsKey) {
  return {
    AWSAccountId: place.account,
    KeyId: id,
    Arn: arn,
    CreationDate: new Date(createdMs),
    Enabled: state === "Enabled",
    Description: description,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeyState: state,
    DeletionDate: deletion && new Date(deletion.endsMs),
    Origin: "AWS_KMS",
    KeyManager: "CUSTOMER",
    CustomerMasterKeySpec: symmetric,
    KeySpec: symmetric,
    EncryptionAlgorithms: [symmetric],
    MultiRegion: false,
  };
}
