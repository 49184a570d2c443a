/** A reason why the start cannot go on that a person can act on; shown without a stack trace. */
export class StartError extends Error {}

/** One line of progress. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Says what begins, runs it, and says how long it took. */
export async function timed(title, run) {
  say(`${title} …`);
  const startedAt = Date.now();
  const result = await run();
  say(`${title}: done in ${seconds(Date.now() - startedAt)}`);
  return result;
}

/** "4.2 s" for people. */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
