import compile from "icu-minify/compile";
import type { Messages } from "./messages";

export interface CompiledMessages {
  [key: string]: ReturnType<typeof compile> | CompiledMessages;
}

const cache = new WeakMap<Messages, CompiledMessages>();

/**
 * The messages with their ICU syntax parsed, so that the browser need not fetch a parser (9 kB compressed on every page).
 * What formats them understands only these: next.config.ts says so with `precompile`.
 */
export function compileMessages(messages: Messages): CompiledMessages {
  const cached = cache.get(messages);
  if (cached !== undefined) return cached;
  // The compiler makes objects without a prototype, which React does not send to the browser.
  const compiled: CompiledMessages = JSON.parse(JSON.stringify(compileAll(messages)));
  cache.set(messages, compiled);
  return compiled;
}

function compileAll(messages: Messages): CompiledMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === "string" ? compile(message) : compileAll(message),
    ]),
  );
}
