import { textLines } from "../text-lines";

/** One message of a log with the line that it begins in. */
export interface LogEntry {
  line: number;
  text: string;
}

/** What of an entry is looked at. The message stands in front; keys that a debug level prints are not read to the end. */
const ENTRY_LENGTH = 1000;
const OBJECT_LINES = 30;

/**
 * The messages of a log: its lines; the objects of an array on one line, as CloudWatch gives them; an object over several lines,
 * as people print it. JSON is not parsed, so that one broken entry does not take the others with it.
 */
export function logEntries(text: string): LogEntry[] {
  const entries: LogEntry[] = [];
  let open: { line: number; parts: string[] } | null = null;
  for (const { number, text: whole } of textLines(text)) {
    const line = whole.trim();
    if (line === "") continue;
    if (open !== null) {
      open.parts.push(line.slice(0, ENTRY_LENGTH));
      if (!line.startsWith("}") && open.parts.length < OBJECT_LINES) continue;
      entries.push({ line: open.line, text: open.parts.join(" ").slice(0, ENTRY_LENGTH) });
      open = null;
    } else if (line === "{" || line === "[{") open = { line: number, parts: [] };
    else if (!/^[[\]{}(),]{1,3}$/.test(line)) {
      const objects = line.includes("details") ? line.split(/\},\s?\{/) : [line];
      for (const object of objects) entries.push({ line: number, text: object.slice(0, ENTRY_LENGTH) });
    }
  }
  if (open !== null) entries.push({ line: open.line, text: open.parts.join(" ").slice(0, ENTRY_LENGTH) });
  return entries;
}

/** Whether an entry has the form of a log, known or not: AWS's fields, a daemon's name, a level, or a time in front. */
export function looksLogged({ text }: LogEntry): boolean {
  return (
    /ike_phase1_state|^\S{0,40} ?\d\d\[[A-Z]{3}\] |\[(?:IKE|CFG|ENC|NET|KNL)\] /.test(text) ||
    /\b(?:charon|pluto)(?:-systemd)?\[\d{1,7}\]:|^"[^"]{1,80}"(?:\[\d{1,5}\])?[^"]{0,60}#\d{1,9}: /.test(text) ||
    /^[*.]?(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?)\d\d:\d\d:\d\d/.test(text) ||
    /%(?:ASA|FTD|PIX|CRYPTO|IKEV2)-\d-|\b(?:ISAKMP|IPSEC|IKEv[12])(?:-\w{3,10})?[:( ]|\[IKEv1/.test(text)
  );
}

/** When it was logged, in the log's own words, or by AWS's seconds (or milliseconds) since 1970; null where it does not say. */
export function timeOf(entry: LogEntry): string | null {
  return writtenTime(entry) ?? countedTime(entry);
}

function writtenTime({ text }: LogEntry): string | null {
  return (
    /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?|[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,6})?|\b\d\d:\d\d:\d\d(?:\.\d{1,6})?/.exec(
      text.slice(0, 400),
    )?.[0] ?? null
  );
}

function countedTime({ text }: LogEntry): string | null {
  const [, seconds] = /\bevent_timestamp"?\s{0,3}[:=]\s{0,3}(\d{10})(?:\d{3})?\b/.exec(text) ?? [];
  return seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();
}
