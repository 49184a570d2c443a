import "server-only";

/**
 * Runs work one at a time for each key. Work that comes while its key is busy is not queued: the last of it runs once more
 * afterwards, inside the first call, so that nobody waits in the meantime.
 */
export function createOneAtATime(): (key: string, work: () => Promise<void>) => Promise<void> {
  const busy = new Map<string, { next: (() => Promise<void>) | null }>();
  return async (key, work) => {
    const running = busy.get(key);
    if (running) {
      running.next = work;
      return;
    }
    const state: { next: (() => Promise<void>) | null } = { next: work };
    busy.set(key, state);
    try {
      while (state.next) {
        const current = state.next;
        state.next = null;
        await current();
      }
    } finally {
      busy.delete(key);
    }
  };
}
