// Apart from the schema, so that a form in the browser does not load it.

export const purposes = ["production", "other", "sandbox"] as const;
export type EnvironmentPurpose = (typeof purposes)[number];

/** How we sign in to AWS: the SDK's default chain, a profile, access keys, or a role assumed with what the chain gives. */
export const credentialModes = ["default", "profile", "keys", "role"] as const;
export type CredentialMode = (typeof credentialModes)[number];
