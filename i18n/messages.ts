import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Messages {
  [key: string]: string | Messages;
}

/** One folder per language, one file per namespace: `messages/en/changes.json` holds what `changes.…` names. */
export const messagesFolder = join(/* turbopackIgnore: true */ process.cwd(), "messages");

const cache = new Map<string, Messages>();

/** All messages of a language; what it lacks stands in for it in English, so that a page never shows a key. */
export function loadMessages(locale: string): Messages {
  const cached = cache.get(locale);
  if (cached !== undefined) return cached;
  const english = readNamespaces("en");
  const messages = locale === "en" ? english : merge(english, readNamespaces(locale));
  if (process.env.NODE_ENV === "production") cache.set(locale, messages);
  return messages;
}

function readNamespaces(locale: string): Messages {
  const folder = join(messagesFolder, locale);
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return Object.fromEntries(files.map((file) => [file.slice(0, -".json".length), parseMessages(join(folder, file))]));
}

function parseMessages(path: string): Messages {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isMessages(parsed)) throw new Error(`${path} holds something else than texts by name`);
  return parsed;
}

function isMessages(value: unknown): value is Messages {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === "string" || isMessages(entry))
  );
}

function merge(base: Messages, over: Messages): Messages {
  const merged: Messages = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = typeof value === "object" && typeof below === "object" ? merge(below, value) : value;
  }
  return merged;
}
