import readline from "node:readline";

let printed = 0;

/** Answers JSON-RPC requests line by line, one at a time, until stdin ends. */
export async function serve(engine) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const message = JSON.parse(line);
    // The CLI's answers to our `print` requests have no method.
    if (message.method) send(await answer(engine, message));
  }
  await engine.close();
  process.exit(0);
}

/** Asks the CLI to show text to the person. */
export function print(content) {
  printed += 1;
  send({ id: printed, method: "print", params: { content } });
}

/** Writes one log line in the form that the CLI parses from the engine's stderr. */
export function logLine(level, message, fields = {}) {
  const line = {
    timestamp: new Date().toISOString(),
    level,
    fields: { message, ...fields },
    target: "schema_engine::logger",
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

async function answer(engine, { id, method, params }) {
  try {
    return { id, result: (await engine.call(method, params)) ?? {} };
  } catch (error) {
    return { id, error: toRpcError(error) };
  }
}

function toRpcError(error) {
  // What follows is the WASM's own stack trace.
  const message = error.message.split("\n   0: ")[0];
  const known = error.code ? { meta: error.meta ?? null, error_code: error.code } : { backtrace: null };
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: { is_panic: false, message, ...known },
  };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
