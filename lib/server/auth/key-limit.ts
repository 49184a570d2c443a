import "server-only";

/** Requests of one API key: two a second are enough to follow a run, and too few to be felt by people. */
export const KEY_LIMIT = { requestsMax: 120, windowSeconds: 60 };
