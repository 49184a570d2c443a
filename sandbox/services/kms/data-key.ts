import { randomBytes } from "node:crypto";
import type {
  GenerateDataKeyCommandInput,
  GenerateDataKeyCommandOutput,
  GenerateDataKeyWithoutPlaintextCommandInput,
  GenerateDataKeyWithoutPlaintextCommandOutput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { refuseDryRun } from "./encryption";
import { encrypt } from "./envelope";
import { check, invalid, requireUsable } from "./require";

/** A random key, in clear and encrypted under the key that is named. */
export const GenerateDataKey: Operation<GenerateDataKeyCommandInput, GenerateDataKeyCommandOutput> = (input, world) => {
  check(input);
  const plain = randomBytes(lengthOf(input));
  const key = requireUsable(world, input.KeyId ?? "");
  refuseDryRun(input);
  return { KeyId: key.arn, Plaintext: plain, CiphertextBlob: encrypt(key, plain, input.EncryptionContext) };
};

/** The same without the key in clear, for whoever will decrypt it later. */
export const GenerateDataKeyWithoutPlaintext: Operation<
  GenerateDataKeyWithoutPlaintextCommandInput,
  GenerateDataKeyWithoutPlaintextCommandOutput
> = (input, world) => {
  check(input);
  const plain = randomBytes(lengthOf(input));
  const key = requireUsable(world, input.KeyId ?? "");
  refuseDryRun(input);
  return { KeyId: key.arn, CiphertextBlob: encrypt(key, plain, input.EncryptionContext) };
};

function lengthOf({ NumberOfBytes, KeySpec }: Pick<GenerateDataKeyCommandInput, "NumberOfBytes" | "KeySpec">): number {
  if ((NumberOfBytes === undefined) === (KeySpec === undefined))
    throw invalid("Please specify either number of bytes or key spec.");
  return NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32);
}
