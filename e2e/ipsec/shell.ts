import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

export interface Answer {
  code: number;
  /** Both streams, as they came. */
  output: string;
}

/**
 * A root shell that takes scripts one after the other. Whatever it starts dies with it: it is the first process of its own
 * PID namespace, or of its own machine, and ends when its input does, so that not even a killed test leaves something.
 */
export class Shell {
  readonly #process: ChildProcessWithoutNullStreams;
  #received = "";
  #waiting: (() => void) | null = null;
  #ended = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(command: string, args: readonly string[], env: Record<string, string> = {}) {
    this.#process = spawn(command, args, { env: { ...process.env, ...env }, detached: true });
    const take = (chunk: string) => {
      this.#received += chunk;
      this.#waiting?.();
    };
    this.#process.stdout.setEncoding("utf8").on("data", take);
    this.#process.stderr.setEncoding("utf8").on("data", take);
    // Written to after it died: `run` tells, from #ended.
    this.#process.stdin.on("error", () => undefined);
    this.#process.on("close", () => {
      this.#ended = true;
      this.#waiting?.();
    });
    openShells.add(this);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Runs a script to its end, whatever its exit code. Scripts wait for each other; each is a shell of its own. */
  run(script: string, { timeoutMs = 120_000 } = {}): Promise<Answer> {
    const answer = this.#turn.then(() => this.#runNow(script, timeoutMs));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** The same where failing is a fault of the lab: throws with the script and what it said. */
  async must(script: string, options?: { timeoutMs?: number }): Promise<string> {
    const { code, output } = await this.run(script, options);
    if (code !== 0) throw new Error(`exit code ${code} of:\n${script}\n${output}`);
    return output;
  }

  /** Waits for a line that the shell says by itself, as a machine does when it has started. */
  async expect(line: string, timeoutMs: number): Promise<void> {
    await this.#until((text) => text.includes(`${line}\n`), timeoutMs, `"${line}"`);
    this.#received = "";
  }

  async end(): Promise<void> {
    openShells.delete(this);
    if (this.#ended) return;
    const closed = new Promise((resolve) => this.#process.once("close", resolve));
    this.kill();
    await closed;
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  async #runNow(script: string, timeoutMs: number): Promise<Answer> {
    this.#received = "";
    // In one word and without the shell's input, so that no script can eat what comes after it.
    const encoded = Buffer.from(script).toString("base64");
    this.#process.stdin.write(
      `echo ${encoded} | base64 -d > /run/script; bash /run/script </dev/null 2>&1; echo "${END} $?"\n`,
    );
    await this.#until((text) => END_LINE.test(text), timeoutMs, script);
    const [line = "", code] = END_LINE.exec(this.#received) ?? [];
    return { code: Number(code), output: this.#received.slice(0, -line.length) };
  }

  async #until(isThere: (text: string) => boolean, timeoutMs: number, what: string): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!isThere(this.#received)) {
      const left = deadline - Date.now();
      if (this.#ended || left <= 0) {
        const why = this.#ended ? "The shell ended" : `No answer within ${timeoutMs} ms`;
        throw new Error(`${why} while waiting for ${what}\n${this.#received}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

const END = "--- end of script";
const END_LINE = new RegExp(`${END} (\\d+)\\n$`);

const openShells = new Set<Shell>();
process.once("exit", () => {
  for (const shell of openShells) shell.kill();
});
