import type {
  GetLogEventsCommandInput,
  GetLogEventsCommandOutput,
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../operation";
import { addEvent } from "../../telemetry/logs";
import type { World } from "../../world";
import { check, invalid, keptEvents, requireGroup, requireStream, wrongToken } from "./find";

const eventsMax = 10_000;
const hourMs = 3_600_000;

/** Events of one stream, the latest unless asked to begin at the head. At either end the token that was given comes back. */
export const GetLogEvents: Operation<GetLogEventsCommandInput, GetLogEventsCommandOutput> = (input, world) => {
  check(input, eventsMax);
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = eventsMax, startFromHead = false } = input;
  const group = requireGroup(world, input);
  const stream = requireStream(group, input.logStreamName ?? "");
  const events = keptEvents(world, group, stream).filter(({ atMs }) => atMs >= startTime && atMs < endTime);
  const { from, to } = span(input.nextToken, { length: events.length, limit, startFromHead });
  return {
    events: events
      .slice(from, to)
      .map(({ atMs, message, ingestedMs }) => ({ timestamp: atMs, message, ingestionTime: ingestedMs })),
    nextForwardToken: writeToken("f", to),
    nextBackwardToken: writeToken("b", from),
  };
};

/** Writes events with their own times. Those too far in the past or future are told, and left out. */
export const PutLogEvents: Operation<PutLogEventsCommandInput, PutLogEventsCommandOutput> = (input, world) => {
  check(input);
  const { logEvents = [], logStreamName = "" } = input;
  const group = requireGroup(world, { logGroupName: input.logGroupName });
  const stream = requireStream(group, logStreamName);
  checkBatch(logEvents);
  const { rejected, isTaken } = sortOut(world, logEvents, group.retentionDays);
  for (const { timestamp = 0, message = "" } of logEvents)
    if (isTaken(timestamp)) addEvent(world, stream, { atMs: timestamp, message });
  return { nextSequenceToken: `49${String(world.nowMs).padStart(54, "0")}`, rejectedLogEventsInfo: rejected };
};

function checkBatch(events: InputLogEvent[]): void {
  if (events.length === 0 || events.length > eventsMax)
    throw invalid(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${eventsMax}`,
    );
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? 0)))
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > 24 * hourMs)
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
}

/** Older than 14 days or the retention, or more than two hours ahead, is not taken (PutLogEvents, constraints). */
function sortOut(world: World, events: InputLogEvent[], retentionDays: number | undefined) {
  const tooOldMs = world.nowMs - 14 * 24 * hourMs;
  const expiredMs = retentionDays === undefined ? 0 : world.nowMs - retentionDays * 24 * hourMs;
  const tooNewMs = world.nowMs + 2 * hourMs;
  const count = (before: number) => events.filter(({ timestamp = 0 }) => timestamp < before).length;
  const [old, expired, inTime] = [count(tooOldMs), count(expiredMs), count(tooNewMs + 1)];
  const rejected = {
    tooOldLogEventEndIndex: old > 0 ? old : undefined,
    expiredLogEventEndIndex: expired > 0 ? expired : undefined,
    tooNewLogEventStartIndex: inTime < events.length ? inTime : undefined,
  };
  return {
    rejected: Object.values(rejected).some((index) => index !== undefined) ? rejected : undefined,
    isTaken: (time: number) => time >= tooOldMs && time >= expiredMs && time <= tooNewMs,
  };
}

function span(token: string | undefined, page: { length: number; limit: number; startFromHead: boolean }) {
  const { length, limit } = page;
  const { direction, at } = token === undefined ? beginning(page) : readToken(token);
  const place = Math.min(at, length);
  if (direction === "f") return { from: place, to: Math.min(length, place + limit) };
  return { from: Math.max(0, place - limit), to: place };
}

function beginning({ length, startFromHead }: { length: number; startFromHead: boolean }) {
  return startFromHead ? { direction: "f", at: 0 } : { direction: "b", at: length };
}

/** `f/` or `b/` and 56 digits, as CloudWatch Logs' own. */
function writeToken(direction: "f" | "b", at: number): string {
  return `${direction}/${String(at).padStart(56, "0")}`;
}

function readToken(token: string): { direction: string; at: number } {
  const [, direction, digits] = /^([fb])\/(\d{56})$/.exec(token) ?? [];
  if (direction === undefined) throw wrongToken;
  return { direction, at: Number(digits) };
}
