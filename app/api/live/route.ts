import { getViewer } from "@/lib/server/auth/viewer";
import { hearHints } from "@/lib/server/environments/hear-hints";

export const dynamic = "force-dynamic";

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 20_000;
/** The browser then asks anew, and with it whether the session still stands. */
const CONNECTION_MAX_MS = 10 * 60_000;

/** Whether the session still stands. */
export async function HEAD(): Promise<Response> {
  return new Response(null, { status: (await getViewer()) ? 204 : 401 });
}

/** Hints that something changed, as server-sent events. They carry no data: a page that hears one reads again. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await getViewer();
  if (!viewer) return new Response(null, { status: 401 });

  const encoder = new TextEncoder();
  let release = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const silence = hearHints(viewer, (hint) => send(`data: ${JSON.stringify(hint ?? { what: "anything" })}\n\n`));
      const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT_MS);
      const close = () => {
        release();
        controller.close();
      };
      const limit = setTimeout(close, CONNECTION_MAX_MS);
      release = () => {
        silence();
        clearInterval(heartbeat);
        clearTimeout(limit);
        request.signal.removeEventListener("abort", close);
      };
      request.signal.addEventListener("abort", close);
      // The first bytes tell the browser that it is connected.
      send("retry: 2000\n\n");
    },
    // The browser went away; the stream is closed already.
    cancel: () => release(),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      // Without no-transform the answer is compressed, and a compressor keeps small events back.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
