"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { createRefreshPacer } from "./refresh-pacer";

interface LiveRefreshProps {
  /** Hints about other environments are not for this page. */
  environmentId: string | null;
}

const RETRY_FIRST_MS = 2000;
const RETRY_MOST_MS = 60_000;

/**
 * Reads the page again when the server says that something changed. The server renders, React lays the difference over what
 * is there: scroll, focus, selection and what was typed stay. A hidden page waits until it is looked at.
 */
export function LiveRefresh({ environmentId }: LiveRefreshProps) {
  const router = useRouter();
  useEffect(() => {
    const pacer = createRefreshPacer({ refresh: () => void refresh(router), now: () => Date.now() });
    const close = openHints((hint) => {
      if (hint.environmentId && hint.environmentId !== environmentId && hint.what !== "settings") return;
      pacer.hint(hint.what === "reading" ? "idle" : "now");
    });
    const onVisibility = () => pacer.setVisible(document.visibilityState === "visible");
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      close();
      pacer.stop();
    };
  }, [router, environmentId]);
  return null;
}

/** Without a session the page would lead to sign in, and away from what is being typed: it then stays as it is. */
async function refresh(router: ReturnType<typeof useRouter>): Promise<void> {
  const answer = await fetch("/api/live", { method: "HEAD" }).catch(() => null);
  if (answer?.ok) router.refresh();
}

interface Hint {
  environmentId?: string;
  what?: string;
}

/**
 * Listens for hints and connects again when the connection is lost: the browser does so by itself after a cut, and we, ever
 * more slowly, after a refusal (a restart, an expired session).
 */
function openHints(onHint: (hint: Hint) => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delayMs = RETRY_FIRST_MS;
  let wasLost = false;

  function connect() {
    source = new EventSource("/api/live");
    source.onopen = () => {
      delayMs = RETRY_FIRST_MS;
      // What was said in between was not heard.
      if (wasLost) onHint({ what: "anything" });
      wasLost = false;
    };
    source.onmessage = (event: MessageEvent<string>) => onHint(parseHint(event.data));
    source.onerror = () => {
      wasLost = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(connect, delayMs);
      delayMs = Math.min(delayMs * 2, RETRY_MOST_MS);
    };
  }

  connect();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

function parseHint(text: string): Hint {
  const value: unknown = JSON.parse(text);
  if (!(value instanceof Object)) return {};
  const read = (name: string) => {
    const member: unknown = Reflect.get(value, name);
    return typeof member === "string" ? member : undefined;
  };
  return { environmentId: read("environmentId"), what: read("what") };
}
