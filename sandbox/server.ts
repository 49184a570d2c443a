import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { answerCall } from "./answer-call";
import { answerControl } from "./control";
import { Sandbox, type SandboxOptions } from "./sandbox";
import type { WorldName } from "./worlds/fill-world";

export type StartOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  controlPort?: number;
  host?: string;
  world?: WorldName;
  /** `real` runs by itself at `speed`; `stepped` moves only when told to. */
  clock?: "real" | "stepped";
  speed?: number;
  seed?: string;
  /** Where virtual time begins; default now. */
  startMs?: number;
  /** Keeps the state in this file, across restarts. `world` is then only what the first start begins with. */
  stateFile?: string;
};

export type RunningSandbox = { url: string; controlUrl: string; close(): Promise<void> };

const KEEP_ALIVE_MS = 65_000;

const chunkLength = 64 * 1024;

const bodyMaxBytes = 4 * 1024 * 1024;

/** Starts an EC2 and STS endpoint, and on a port of its own (always loopback) what steers it. */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { host = "127.0.0.1", port = 0, controlPort = 0 } = options;
  const sandbox = new Sandbox(sandboxOptions(options));
  const api = createServer((request, response) =>
    serve(request, response, (body) => answerApi(request, response, body, sandbox)),
  );
  const control = createServer((request, response) =>
    serve(request, response, (body) => answerControlRequest(request, response, body, sandbox)),
  );
  // Longer than any client waits between two calls: Node's 5 s close a connection just as the next call goes out on it.
  api.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(api, port, host);
  try {
    await listen(control, controlPort, "127.0.0.1");
  } catch (error) {
    await stop(api);
    throw error;
  }
  sandbox.save();
  return {
    url: urlOf(api, host),
    controlUrl: urlOf(control, "127.0.0.1"),
    close: async () => {
      await Promise.all([stop(api), stop(control)]);
    },
  };
}

function sandboxOptions(options: StartOptions): SandboxOptions {
  const { world = "empty", clock = "real", speed = 1, seed = "underpass", startMs, stateFile } = options;
  return { world, seed, stateFile, clock: { mode: clock, speed, startMs } };
}

async function answerApi(request: IncomingMessage, response: ServerResponse, body: string, sandbox: Sandbox) {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const { method = "GET", headers } = request;
  const answer = await answerCall({ method, path, query, headers, body }, sandbox);
  // Before the answer: EC2 does not forget what it said, so neither may a sandbox that is killed a moment later.
  sandbox.save();
  if (answer.cut) return request.socket.destroy();
  response.writeHead(answer.status, {
    "content-type": answer.contentType,
    "x-amzn-requestid": answer.requestId,
    "cache-control": "no-cache, no-store",
  });
  await send(answer.pieces, response);
}

/** A short body goes out in one piece, with its length; a long one as fast as the client takes it. */
async function send(pieces: Iterable<string>, response: ServerResponse): Promise<void> {
  const chunks = inChunks(pieces);
  const first = chunks.next();
  const second = first.done ? first : chunks.next();
  if (first.done || second.done) {
    response.end(first.value ?? "");
    return;
  }
  const all = function* () {
    yield first.value;
    yield second.value;
    yield* chunks;
  };
  await pipeline(all, response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

function* inChunks(pieces: Iterable<string>): Generator<string, undefined> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < chunkLength) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

async function answerControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  sandbox: Sandbox,
) {
  const url = new URL(request.url ?? "/", "http://control");
  const { status, value } = answerControl({ method: request.method ?? "GET", url, body }, sandbox);
  sandbox.save();
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

/** A failure in here is a bug of the sandbox: it is told to whoever runs it, and answered as EC2 would. */
async function serve(request: IncomingMessage, response: ServerResponse, answer: (body: string) => Promise<unknown>) {
  try {
    await answer(await readBody(request));
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
    response.end("The sandbox failed; its log says why.\n");
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part: Buffer = chunk;
    bytes += part.length;
    if (bytes > bodyMaxBytes) throw new Error(`A request body of more than ${bodyMaxBytes} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(isPortTaken(error) ? new Error(`Port ${port} on ${host} is in use by another process`) : error),
    );
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function isPortTaken(error: Error): boolean {
  return "code" in error && error.code === "EADDRINUSE";
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server, host: string): string {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error(`No address: ${String(address)}`);
  return `http://${host}:${address.port}`;
}
