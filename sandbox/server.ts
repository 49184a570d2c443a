import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall } from "./answer-call";
import { answerControl } from "./control";
import type { CredentialSetting } from "./credentials";
import { readBody } from "./http/read-body";
import { refuseUnreadable } from "./http/refuse-unreadable";
import { sendPieces } from "./http/send-pieces";
import { ApiError } from "./protocol/errors";
import { serializeError } from "./protocol/serialize-output";
import type { Quotas } from "./quotas";
import { Sandbox, type SandboxOptions } from "./sandbox";
import type { ThrottlingMode } from "./throttling";
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
  /** What differs from AWS's default quotas. */
  quotas?: Quotas;
  /** Keeps the state in this file, across restarts. `world` is then only what the first start begins with. */
  stateFile?: string;
  /** EC2's limits of calls; off by default. */
  throttling?: ThrottlingMode;
  /** Keys besides `testing`, each of an account. */
  credentials?: CredentialSetting[];
  /** How long a request may take to arrive. */
  requestWithinMs?: number;
};

export type RunningSandbox = { url: string; controlUrl: string; close(): Promise<void> };

const KEEP_ALIVE_MS = 65_000;

const REQUEST_WITHIN_MS = 30_000;

/** Starts an AWS endpoint for EC2 and the services around it, and on a port of its own (always loopback) what steers it. */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { host = "127.0.0.1", port = 0, controlPort = 0 } = options;
  const sandbox = new Sandbox(sandboxOptions(options));
  const api = createServer({ connectionsCheckingInterval: 1000 }, (request, response) =>
    serve(request, response, (body) => answerApi(request, response, body, sandbox)),
  );
  const control = createServer((request, response) =>
    serve(request, response, (body) => answerControlRequest(request, response, body, sandbox)),
  );
  // Longer than any client waits between two calls: Node's 5 s close a connection just as the next call goes out on it.
  api.keepAliveTimeout = KEEP_ALIVE_MS;
  refuseUnreadable(api, options.requestWithinMs ?? REQUEST_WITHIN_MS);
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
  const { world = "empty", clock = "real", speed = 1, seed = "underpass", startMs, ...others } = options;
  const { quotas, stateFile, throttling, credentials } = others;
  return { world, seed, quotas, stateFile, throttling, credentials, clock: { mode: clock, speed, startMs } };
}

async function answerApi(request: IncomingMessage, response: ServerResponse, body: Buffer, sandbox: Sandbox) {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const { method = "GET", headers } = request;
  const answer = await answerCall({ method, path, query, headers, body }, sandbox);
  // Before the answer: EC2 does not forget what it said, so neither may a sandbox that is killed a moment later.
  sandbox.save();
  if (answer.cut) return request.socket.destroy();
  const head = {
    "content-type": answer.contentType,
    "x-amzn-requestid": answer.requestId,
    "cache-control": "no-cache, no-store",
    ...answer.headers,
  };
  if (answer.pieces instanceof Uint8Array) response.writeHead(answer.status, head).end(answer.pieces);
  else await sendPieces(() => response.writeHead(answer.status, head), answer.pieces, response);
}

async function answerControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  sandbox: Sandbox,
) {
  const url = new URL(request.url ?? "/", "http://control");
  const { status, value } = answerControl(
    { method: request.method ?? "GET", url, body: body.toString("utf8") },
    sandbox,
  );
  sandbox.save();
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

/** A failure in here is a bug of the sandbox: it is told to whoever runs it, and answered as EC2 would. */
async function serve(request: IncomingMessage, response: ServerResponse, answer: (body: Buffer) => Promise<unknown>) {
  try {
    const body = await readBody(request);
    // Once refused as too slow, the rest of a request may still arrive; nobody would hear what became of it.
    if (body && request.socket.writable) await answer(body);
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    if (response.headersSent) response.destroy();
    else refuse(response, error instanceof ApiError ? error : internalError);
  }
}

const internalError = new ApiError("InternalError", "An internal error has occurred", 500);

/** For what goes wrong before it is known which service is asked. What of the request was not read is not waited for. */
function refuse(response: ServerResponse, error: ApiError): void {
  response.writeHead(error.status, { "content-type": "text/xml;charset=UTF-8", connection: "close" });
  response.end(serializeError(error, randomUUID()));
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
