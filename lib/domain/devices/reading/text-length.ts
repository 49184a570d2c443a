/** A longer text is refused before it is read: a router's whole configuration is far shorter. */
export const TEXT_LENGTH_MAX = 200_000;
