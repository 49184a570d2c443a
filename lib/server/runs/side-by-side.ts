import "server-only";

/** Work that goes on at the same time, a limited number at once, each known by an id. */
export interface SideBySide {
  /** Of all that are under way now. */
  ids(): ReadonlySet<string>;
  /** True when one more may begin. */
  hasRoom(): boolean;
  begin(id: string, work: () => Promise<void>): void;
  /** How many are under way. */
  size(): number;
  /** Resolves when the next one ends, or at once where none is under way. */
  nextEnd(): Promise<void>;
  /** Resolves when all have ended; rejects with the first failure. */
  allEnded(): Promise<void>;
  /** True once one of them has failed. */
  hasFailed(): boolean;
}

/** One that fails does not stop the others: what was begun comes to its end, and the failure is told then. */
export function sideBySide(most: number): SideBySide {
  const underWay = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  return {
    ids: () => new Set(underWay.keys()),
    hasRoom: () => underWay.size < most,
    begin: (id, work) => {
      const ended = work()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(id));
      underWay.set(id, ended);
    },
    size: () => underWay.size,
    nextEnd: async () => {
      if (underWay.size > 0) await Promise.race(underWay.values());
    },
    allEnded: async () => {
      await Promise.all(underWay.values());
      if (failures.length > 0) throw failures[0];
    },
    hasFailed: () => failures.length > 0,
  };
}

/** Does the same to each of a list, a limited number at once. Rejects with the first failure, once all have ended. */
export async function eachOf<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const crew = sideBySide(most);
  for (const [index, item] of items.entries()) {
    while (!crew.hasRoom()) await crew.nextEnd();
    crew.begin(String(index), () => work(item));
  }
  await crew.allEnded();
}
