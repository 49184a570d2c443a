import { AWS_LINES } from "./known-lines/aws-lines";
import { CHARON_LINES } from "./known-lines/charon-lines";
import { CISCO_LINES } from "./known-lines/cisco-lines";
import type { KnownLine } from "./known-lines/known-line";
import { PLUTO_LINES } from "./known-lines/pluto-lines";
import { type LogEntry, logEntries, looksLogged, timeOf } from "./log-entries";
import type { LogMeaning } from "./log-meaning";
import { tunnelFinder } from "./log-tunnels";
import { type ToldLine, TunnelCourse, type Verdict } from "./verdicts";

/** Whose log it is. Message keys end with it: `compare.log.source.<name>`. */
export type LogSource = "aws" | "strongswan" | "libreswan" | "cisco";

/** One thing that happened, with the lines that say it one after another. Of the text it holds nothing but a time and names of algorithms. */
export interface LogEvent {
  /** From 0 on: entries of an array on one line share their line. */
  position: number;
  line: number;
  lastLine: number;
  time: string | null;
  tunnel: string | null;
  meaning: LogMeaning;
  value: string | null;
}

export interface ReadLog {
  source: LogSource;
  /** One for each tunnel that the log tells of. */
  verdicts: Verdict[];
  /** The last of them, in the log's order. */
  events: LogEvent[];
  /** How many came before those. */
  earlierCount: number;
  entryCount: number;
  /** Entries that say nothing known. */
  unknownCount: number;
}

const EVENTS_MAX = 200;

/**
 * What a log of a tunnel's negotiation says: AWS's activity log, strongSwan's, Libreswan's, or Cisco's. Null for a text that is
 * no log. Takes any text without throwing, in time that grows with its length.
 */
export function readLog(text: string, awsAddresses: readonly string[] = []): ReadLog | null {
  const entries = logEntries(text);
  const findTunnel = tunnelFinder(entries, awsAddresses);
  const courses = new Map<string | null, TunnelCourse>();
  const events: LogEvent[] = [];
  const hits = new Map<LogSource, number>();
  let unknownCount = 0;
  for (const entry of entries) {
    const tunnel = findTunnel(entry);
    const told = tell(entry, tunnel);
    if (told === null) {
      unknownCount++;
      continue;
    }
    hits.set(told.source, (hits.get(told.source) ?? 0) + 1);
    const course = courses.get(tunnel) ?? new TunnelCourse(tunnel);
    courses.set(tunnel, course);
    addEvent(events, told.line, course.follow(told.line));
  }
  const [best] = [...hits].sort(([, a], [, b]) => b - a);
  if (best === undefined || !isLog(entries, entries.length - unknownCount)) return null;
  return {
    source: best[0],
    verdicts: verdictsOf(courses),
    events: events.slice(-EVENTS_MAX),
    earlierCount: Math.max(0, events.length - EVENTS_MAX),
    ...{ entryCount: entries.length, unknownCount },
  };
}

/** A configuration can have a word of a log in a comment; a log has the form of one in most of its lines. */
function isLog(entries: readonly LogEntry[], knownCount: number): boolean {
  const formed = entries.filter(looksLogged).length;
  return Math.max(formed, knownCount) * 2 >= entries.length;
}

const tables: readonly (readonly [LogSource, readonly KnownLine[]])[] = [
  ["aws", AWS_LINES],
  ["strongswan", CHARON_LINES],
  ["libreswan", PLUTO_LINES],
  ["cisco", CISCO_LINES],
];

function tell(entry: LogEntry, tunnel: string | null): { source: LogSource; line: ToldLine } | null {
  const said = { line: entry.line, time: timeOf(entry), tunnel, isUp: statesOf(entry) };
  for (const [source, lines] of tables) {
    for (const [words, meaning] of lines) {
      const found = words.exec(entry.text);
      if (found) return { source, line: { ...said, meaning, value: found[1] ?? null } };
    }
  }
  // An entry of AWS's log tells the states of both phases, whatever its details are.
  if (said.isUp === null) return null;
  const { phase1, phase2 } = said.isUp;
  return {
    source: "aws",
    line: { ...said, meaning: phase2 ? "phase2Up" : phase1 ? "phase1Up" : "isDown", value: null },
  };
}

function statesOf({ text }: LogEntry): ToldLine["isUp"] {
  const state = (phase: 1 | 2) => new RegExp(`ike_phase${phase}_state[\\\\": ]{1,8}(\\w{1,20})`).exec(text)?.[1];
  const phase1 = state(1);
  if (phase1 === undefined) return null;
  const isUp = (word: string | undefined) => word === "established" || word === "rekeying";
  return { phase1: isUp(phase1), phase2: isUp(state(2)) };
}

/** Lines of the same meaning after one another are one event. */
function addEvent(events: LogEvent[], { line, time, tunnel, value }: ToldLine, meaning: LogMeaning): void {
  const last = events.at(-1);
  if (last?.meaning === meaning && last.tunnel === tunnel && last.value === value) last.lastLine = line;
  else events.push({ position: events.length, line, lastLine: line, time, tunnel, meaning, value });
}

/** What cannot be told apart is left out once something can. */
function verdictsOf(courses: ReadonlyMap<string | null, TunnelCourse>): Verdict[] {
  const verdicts = [...courses.values()].map((course) => course.verdict());
  const isTold = verdicts.some(({ tunnel }) => tunnel !== null);
  return verdicts
    .filter(({ tunnel, cause }) => tunnel !== null || !isTold || cause !== null)
    .sort((a, b) => (a.tunnel ?? "").localeCompare(b.tunnel ?? ""));
}
