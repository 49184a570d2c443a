/** The cookie with the slug of the environment that this browser looked at last. */
export const ENVIRONMENT_COOKIE = "environment";
