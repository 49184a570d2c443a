/** Hints come in bursts, one for each list that EC2 answered. */
const QUIET_MS = 150;
/** A page that changes all the time is still read no more often than this. */
const APART_MS = 1000;
/** Nothing changed, only the data got younger; their age is worth a reading now and then. */
const IDLE_APART_MS = 15_000;

interface Pacer {
  /** `now`: something differs. `idle`: all was read again and nothing does. */
  hint(kind: "now" | "idle"): void;
  /** A page that nobody sees is not read; it catches up when it is seen. */
  setVisible(isVisible: boolean): void;
  stop(): void;
}

/** Decides when a page is read again. */
export function createRefreshPacer({ refresh, now }: { refresh: () => void; now: () => number }): Pacer {
  let isVisible = true;
  let isDue = false;
  let lastAt = now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function plan() {
    if (!isDue || !isVisible || timer !== undefined) return;
    timer = setTimeout(run, Math.max(QUIET_MS, lastAt + APART_MS - now()));
  }

  function run() {
    timer = undefined;
    isDue = false;
    lastAt = now();
    refresh();
  }

  return {
    hint(kind) {
      if (kind === "idle" && now() - lastAt < IDLE_APART_MS) return;
      isDue = true;
      plan();
    },
    setVisible(value) {
      isVisible = value;
      if (isVisible) return plan();
      clearTimeout(timer);
      timer = undefined;
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
