/** What anybody may call, signed in or not, and why. */
export const open: Record<string, string> = {
  signIn: "signs in: sign-in.db.test.ts",
  signInWithOneTimeCode: "signs in: two-factor.db.test.ts",
  takeKeysAction: "asks for a link's token: links.db.test.ts",
  acknowledgeByLinkAction: "asks for a link's token: links.db.test.ts",
  signOut: "ends the session of the request and no other",
  "/sign-in": "signs in",
  "/sign-in/code": "signs in",
  "/hand-over/[token]": "asks for a link's token: links.db.test.ts",
  "/hand-over/[token]/file GET": "asks for a link's token: links.db.test.ts",
  "/hand-over/[token]/file POST": "asks for a link's token: links.db.test.ts",
  "/api/auth/[...all] GET": "better-auth's own, each with its own rules: sign-in.db.test.ts",
  "/api/auth/[...all] POST": "better-auth's own, each with its own rules: sign-in.db.test.ts",
  "/api/sso/[slug]/start GET": "leads to a provider, which says who it is",
  "/api/sso/[slug]/callback GET": "signs in whom a provider vouches for",
  ...Object.fromEntries(
    [
      ...["", "/[environment]/connections", "/[environment]/changes", "/[environment]/changes/[number]"].map(
        (place) => `${place} GET`,
      ),
      "/[environment]/changes POST",
      ...["edits", "submit", "review", "apply"].map((what) => `/[environment]/changes/[number]/${what} POST`),
    ].map((place) => [`/api/v1/environments${place}`, "asks for an API key and its owner's rights: api.db.test.ts"]),
  ),
};
