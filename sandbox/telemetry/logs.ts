import type { World } from "../world";

/** A log group of CloudWatch Logs with all that was written to it. */
export type LogGroup = {
  name: string;
  createdMs: number;
  logClass: string;
  retentionDays?: number;
  kmsKeyId?: string;
  isDeletionProtected: boolean;
  tags: Map<string, string>;
  streams: Map<string, LogStream>;
};

export type LogStream = { name: string; createdMs: number; lastIngestionMs?: number; events: LogEvent[] };

export type LogEvent = { id: string; atMs: number; ingestedMs: number; message: string };

/** Writes one event, now, as an AWS service that delivers logs does. What nobody can receive is lost, as there. */
export function appendLog(world: World, entry: { logGroupArn: string; stream: string; message: string }): void {
  const name = groupNameOf(world, entry.logGroupArn);
  if (name === undefined) return;
  const group = world.logGroups.get(name) ?? (isMadeByAws(name) ? addLogGroup(world, name) : undefined);
  if (!group) return;
  const stream = group.streams.get(entry.stream) ?? addLogStream(world, group, entry.stream);
  addEvent(world, stream, { atMs: world.nowMs, message: entry.message });
}

/** A new, empty group; the caller has seen that there is none of this name. */
export function addLogGroup(world: World, name: string): LogGroup {
  const group: LogGroup = {
    name,
    createdMs: world.nowMs,
    logClass: "STANDARD",
    isDeletionProtected: false,
    tags: new Map(),
    streams: new Map(),
  };
  world.logGroups.set(name, group);
  return group;
}

export function addLogStream(world: World, group: LogGroup, name: string): LogStream {
  const stream: LogStream = { name, createdMs: world.nowMs, events: [] };
  group.streams.set(name, stream);
  return stream;
}

/** Keeps a stream's events in the order of their own times, which is how they are read. */
export function addEvent(world: World, stream: LogStream, { atMs, message }: { atMs: number; message: string }): void {
  const event: LogEvent = { id: eventId(world, atMs), atMs, ingestedMs: world.nowMs, message };
  stream.lastIngestionMs = world.nowMs;
  const before = stream.events.findLastIndex((other) => other.atMs <= atMs);
  stream.events.splice(before + 1, 0, event);
  if (stream.events.length > eventsMax) stream.events.splice(0, eventsMax / 2);
}

/** `arn:aws:logs:<region>:<account>:log-group:<name>`, which the older calls give with `:*` behind it. */
export function logGroupArn({ place }: World, name: string): string {
  return `arn:aws:logs:${place.region}:${place.account}:log-group:${name}`;
}

/** The name in a log group's ARN, if it is of this account and Region. */
export function groupNameOf({ place }: World, arn: string): string | undefined {
  const [, region, account, name] = /^arn:aws:logs:([^:]*):([^:]*):log-group:([^:]+)(?::\*)?$/.exec(arn) ?? [];
  return region === place.region && account === place.account ? name : undefined;
}

/** A stream keeps this many events at most, so that a sandbox that runs for weeks stays small (ours). */
const eventsMax = 20_000;

/** Groups under /aws/ are made by AWS's services when they are missing; any other has to be there. */
function isMadeByAws(name: string): boolean {
  return name.startsWith("/aws/");
}

/** 56 digits that grow with the event's time, as CloudWatch Logs' do. */
function eventId(world: World, atMs: number): string {
  return `3${String(atMs).padStart(15, "0")}${world.random.pick("0123456789", 40)}`;
}
