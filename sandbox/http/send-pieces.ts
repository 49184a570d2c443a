import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

const chunkLength = 64 * 1024;

/** A short body goes out in one piece, with its length; a long one as fast as the client takes it. */
export async function sendPieces(head: () => void, pieces: Iterable<string>, response: ServerResponse): Promise<void> {
  const chunks = inChunks(pieces);
  const first = chunks.next();
  const second = first.done ? first : chunks.next();
  // What fails while the beginning is written can still be answered as a failure.
  head();
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
