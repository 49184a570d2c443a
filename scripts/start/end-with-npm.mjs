const LOOK_MS = 1000;

/**
 * Calls `end` once npm, which started this process, is gone: npm passes a SIGTERM on to its shell only, and everything would
 * live on with nobody to stop it. Does nothing for a process that was started in another way.
 */
export function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOK_MS);
  timer.unref();
}
