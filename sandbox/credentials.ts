import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Credential } from "./protocol/sigv4";
import { hashText, Random } from "./random";

/** One key that may sign requests, and the account it belongs to. */
const setting = z.strictObject({
  accessKeyId: z.string().regex(/^\w{1,128}$/),
  secret: z.string().min(1),
  account: z.string().regex(/^\d{12}$/, "not twelve digits"),
  /** The user or session the key is of; without it a user named like the key. */
  arn: z.string().startsWith("arn:aws:").optional(),
  /** Makes the key a temporary one: requests must then bring this token. */
  sessionToken: z.string().min(1).optional(),
});

export type CredentialSetting = z.infer<typeof setting>;

/** The keys a sandbox knows from its start, by access key id: `testing`, and those that are set. */
export function knownCredentials(settings: CredentialSetting[], home: { account: string }): Map<string, Credential> {
  const testing = { accessKeyId: "testing", secret: "testing", account: home.account };
  return new Map([testing, ...settings].map((one) => [one.accessKeyId, toCredential(one)]));
}

/** Settings out of a file (an object or a list of them) and an environment variable with the same JSON. Refusals never quote them. */
export function readCredentialSettings(from: { file?: string; variable?: string }): CredentialSetting[] {
  const texts = [
    { name: from.file ?? "", text: from.file === undefined ? undefined : read(from.file) },
    { name: "SANDBOX_CREDENTIALS", text: from.variable },
  ];
  return texts.flatMap(({ name, text }) => (text === undefined || text === "" ? [] : parse(name, text)));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}

function parse(name: string, text: string): CredentialSetting[] {
  const parsed = z.union([z.array(setting), setting.transform((one) => [one])]).safeParse(toJson(name, text));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => issue.path.join(".") || issue.message);
  throw new Error(
    `${name}: not credentials; each is {"accessKeyId", "secret", "account", optionally "arn", "sessionToken"} (${wrong.join(", ")})`,
  );
}

/** A parser's message would quote the text, which holds secrets. */
function toJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name}: not JSON`);
  }
}

function toCredential({ accessKeyId, secret, account, arn, sessionToken }: CredentialSetting): Credential {
  const isTesting = accessKeyId === "testing";
  const userId = isTesting ? "AIDATESTINGTESTING000" : `AIDA${new Random(hashText(accessKeyId)).pick(idLetters, 17)}`;
  return {
    secretAccessKey: secret,
    account,
    arn: arn ?? `arn:aws:iam::${account}:user/${accessKeyId}`,
    userId,
    token: sessionToken,
  };
}

const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
