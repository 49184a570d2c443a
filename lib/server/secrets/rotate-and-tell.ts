import "server-only";
import { DomainError } from "@/lib/errors";
import { db } from "../db/client";
import { kmsSettings, unwrapKey } from "./key-holder";
import { beginRotation, resealSecrets } from "./rotate-keys";

const BY = { userId: null, name: "npm run secrets:rotate", organizationId: null };

/** Rotates from end to end, and says in lines for a terminal how it went. */
export async function rotateAndTell(): Promise<{ isComplete: boolean; lines: string[] }> {
  const heldBy = kmsSettings()?.keyId ?? "UNDERPASS_SECRET";
  try {
    await beginRotation(BY);
    const { moved, unopened, destroyedKeys } = await resealSecrets();
    const lines = [
      `A new key is in use, held by ${heldBy}.`,
      `Sealed anew: ${moved}. Keys destroyed: ${destroyedKeys}.`,
    ];
    if (unopened > 0) lines.push(`Could not be opened, and were left as they are: ${unopened}. The log names them.`);
    return { isComplete: unopened === 0, lines };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { isComplete: false, lines: [wordsOf(error), "Nothing is lost. Run it again to go on where it stopped."] };
  }
}

/** Why a key cannot be unwrapped with the present settings, in words for a terminal; null where all of them can. */
export async function whyKeysStayShut(): Promise<string | null> {
  try {
    for (const key of await db.sealingKey.findMany()) await unwrapKey(key);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return wordsOf(error);
    throw error;
  }
}

function wordsOf({ code, values }: DomainError): string {
  switch (code) {
    case "kms-unreachable":
      return `AWS KMS does not answer for ${values.key}.`;
    case "kms-refused":
      return `AWS KMS refuses ${values.key} with ${values.code}.`;
    case "sealing-key-foreign":
      return "What is kept encrypted was encrypted under another UNDERPASS_SECRET. Set that one, or set UNDERPASS_SECRET_PREVIOUS to it.";
    default:
      return code;
  }
}
