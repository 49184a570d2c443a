import path from "node:path";

/** The session that the first sign-in left, shared by all journeys that are not about signing in. */
export const STORAGE_STATE = path.resolve(import.meta.dirname, "../../test-results/signed-in.json");
