/** What a freeze holds still: everything, one environment, or chosen resources of one. */
export const freezeScopes = ["organization", "environment", "resources"] as const;
export type FreezeScope = (typeof freezeScopes)[number];

/** Where a freeze stands: nothing but time, or somebody who lifts it, moves it on. */
export const freezeStates = ["active", "coming", "ended", "lifted"] as const;
export type FreezeState = (typeof freezeStates)[number];

interface FreezeTimes {
  startsAt: Date;
  endsAt: Date;
  liftedAt: Date | null;
}

/** The state at that moment. It begins with its first millisecond, and with its last one it is over. */
export function freezeState({ startsAt, endsAt, liftedAt }: FreezeTimes, now: Date): FreezeState {
  if (liftedAt !== null) return "lifted";
  if (now >= endsAt) return "ended";
  return now >= startsAt ? "active" : "coming";
}

/** The scope that the columns of a freeze mean. */
export function freezeScope({
  environmentId,
  keys,
}: {
  environmentId: string | null;
  keys: readonly string[];
}): FreezeScope {
  if (environmentId === null) return "organization";
  return keys.length > 0 ? "resources" : "environment";
}
