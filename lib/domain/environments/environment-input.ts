import { z } from "zod";
import { credentialModes, purposes } from "./environment-facts";

/** A refresh more often than this would spend EC2's bucket of 20 reads a second on looking alone. */
export const REFRESH_SECONDS_LEAST = 5;
const REFRESH_SECONDS_MOST = 3600;

const optionalText = z.string().trim().max(2048).default("");
const optionalUrl = optionalText.refine((text) => text === "" || isHttpUrl(text), {
  error: "environments.problems.url",
});

/**
 * What a person enters about an environment. Flat, so that a form can hold what does not apply at the moment; a secret that
 * is left empty stays as it is.
 */
export const environmentInput = z
  .object({
    name: z.string().trim().min(1, { error: "environments.problems.name" }).max(80),
    purpose: z.enum(purposes),
    region: z
      .string()
      .trim()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, { error: "environments.problems.region" }),
    endpointUrl: optionalUrl,
    controlUrl: optionalUrl,
    mode: z.enum(credentialModes),
    profile: optionalText,
    accessKeyId: optionalText,
    secretAccessKey: optionalText,
    sessionToken: z.string().trim().max(8192).default(""),
    roleArn: optionalText,
    externalId: optionalText,
    selfApproval: z.boolean(),
    refreshSeconds: z.number().int().min(REFRESH_SECONDS_LEAST).max(REFRESH_SECONDS_MOST),
  })
  .superRefine((input, context) => {
    const refuse = (field: string, key: string) =>
      context.addIssue({ code: "custom", path: [field], message: `environments.problems.${key}` });
    if (input.mode === "profile" && !input.profile) refuse("profile", "profile");
    if (input.mode === "keys" && !/^\w{4,128}$/.test(input.accessKeyId)) refuse("accessKeyId", "accessKeyId");
    // arn:<partition>:iam::<account>:role/<path and name>, IAM's reference for identifiers.
    if (input.mode === "role" && !/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(input.roleArn)) {
      refuse("roleArn", "roleArn");
    }
    if (input.purpose !== "sandbox" && input.controlUrl) refuse("controlUrl", "controlUrl");
  });

export type EnvironmentInput = z.output<typeof environmentInput>;

/** Its part of every address: what of the name is plain letters and digits, else the Region. */
export function slugOf(
  { name, region }: Pick<EnvironmentInput, "name" | "region">,
  taken: ReadonlySet<string>,
): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = plain || region;
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug) && !RESERVED_SLUGS.has(slug)) return slug;
  }
}

/** First parts of addresses that are not environments. */
const RESERVED_SLUGS = new Set(["settings", "sign-in", "sign-out", "api", "audit", "hand-over"]);

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
