/**
 * A sentence by its key in the message catalogue and the values that stand in it. Pure code speaks in phrases, so that
 * a plan, a problem or a status can be stored once and read in every language.
 * `key` is the full path, for instance "plan.createVpnConnection"; values are names, addresses and numbers, never key material.
 */
export interface Phrase {
  key: string;
  values?: Record<string, string | number>;
}

/** Builds a phrase; without values the property is left out, so that stored JSON stays small and comparable. */
export function phrase(key: string, values?: Record<string, string | number>): Phrase {
  return values ? { key, values } : { key };
}
