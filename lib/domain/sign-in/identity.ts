/** What a provider's claims say of a person, in the words of the console. */
export interface Identity {
  /** The provider's own name of the person; never given to another one (OpenID Connect Core 1.0, section 2). */
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string;
  groups: GroupClaim;
}

/** The groups the provider lists; `too-many` when it says that there are more than fit into its answer. */
export type GroupClaim = readonly string[] | "too-many";

/** Reads the claims of an ID token and of the provider's userinfo. */
export function readIdentity(
  claims: Readonly<Record<string, unknown>> & { sub: string },
  groupsClaim: string,
): Identity {
  const email = textIn(claims.email)?.toLowerCase() ?? null;
  return {
    subject: claims.sub,
    email,
    // Amazon Cognito and Apple send the word instead of the value.
    isEmailVerified: claims.email_verified === true || claims.email_verified === "true",
    name: textIn(claims.name) ?? textIn(claims.preferred_username) ?? email?.split("@")[0] ?? claims.sub,
    groups: readGroups(claims, groupsClaim),
  };
}

function readGroups(claims: Readonly<Record<string, unknown>>, name: string): GroupClaim {
  const value = claims[name];
  if (value === undefined && isElsewhere(claims._claim_names, name)) return "too-many";
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(values.flatMap((one) => textIn(one) ?? []))];
}

/**
 * Entra ID lists 200 groups at most; of more it says only where they could be asked for, in a distributed claim.
 * https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference (groups overage claim)
 */
function isElsewhere(claimNames: unknown, name: string): boolean {
  return typeof claimNames === "object" && claimNames !== null && name in claimNames;
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
