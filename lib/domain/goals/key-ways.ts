/**
 * How a connection gets new keys. Rolling: tunnel by tunnel, in place. Replacement: the connection is deleted and made anew, with other
 * outside addresses.
 */
export const KEY_WAYS = ["rolling", "replacement"] as const;
export type KeyWay = (typeof KEY_WAYS)[number];
