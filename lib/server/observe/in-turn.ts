import "server-only";

/** What runs and what waits under one key. */
interface Turn<T> {
  running: Promise<T>;
  waiting: Promise<T> | null;
}

/**
 * Makes a function of which, for each key, one call runs and one waits at most. Whoever asks while one runs shares the next:
 * a reading that began before somebody's change could not show it.
 */
export function inTurn<T>(): (key: string, run: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Turn<T>>();

  function start(key: string, run: () => Promise<T>): Promise<T> {
    const turn: Turn<T> = { running: run(), waiting: null };
    turns.set(key, turn);
    const leave = () => {
      if (turns.get(key) === turn && !turn.waiting) turns.delete(key);
    };
    turn.running.then(leave, leave);
    return turn.running;
  }

  return (key, run) => {
    const turn = turns.get(key);
    if (!turn) return start(key, run);
    turn.waiting ??= turn.running.then(
      () => start(key, run),
      () => start(key, run),
    );
    return turn.waiting;
  };
}
