import { Zip, ZipDeflate } from "fflate";

export interface ZipEntry {
  name: string;
  text: string;
}

/**
 * A ZIP of texts, each of which is asked for when the one before was taken: what is held at once is one of them. A failure breaks the stream
 * off, so that half an archive is not taken for a whole one.
 */
export function zipStream(entries: Iterable<ZipEntry>): ReadableStream<Uint8Array> {
  const iterator = entries[Symbol.iterator]();
  const encoder = new TextEncoder();
  let zip: Zip;
  return new ReadableStream({
    start(controller) {
      zip = new Zip((error, chunk, isLast) => {
        if (error) return controller.error(error);
        controller.enqueue(chunk);
        if (isLast) controller.close();
      });
    },
    pull() {
      const { value, done } = iterator.next();
      if (done) return zip.end();
      const entry = new ZipDeflate(value.name);
      zip.add(entry);
      entry.push(encoder.encode(value.text), true);
    },
    cancel() {
      iterator.return?.();
    },
  });
}
