import { ApiError } from "../../protocol/errors";
import { groupNameOf, type LogEvent, type LogGroup, type LogStream } from "../../telemetry/logs";
import type { World } from "../../world";
import { type Constraint, findViolation } from "../constraints";

/** CloudWatch Logs API reference: what each parameter may be, wherever it stands. */
const limits: Record<string, Constraint> = {
  logGroupName: { min: 1, max: 512, pattern: "[\\.\\-_/#A-Za-z0-9]+" },
  logGroupIdentifier: { min: 1, max: 2048, pattern: "[\\w#+=/:,.@-]*" },
  logGroupNamePrefix: { min: 1, max: 512, pattern: "[\\.\\-_/#A-Za-z0-9]+" },
  logGroupNamePattern: { max: 512, pattern: "[\\.\\-_/#A-Za-z0-9]*" },
  logStreamName: { min: 1, max: 512, pattern: "[^:*]*" },
  logStreamNamePrefix: { min: 1, max: 512, pattern: "[^:*]*" },
  logStreamNames: { min: 1, max: 100 },
  logGroupClass: { oneOf: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"] },
  orderBy: { oneOf: ["LogStreamName", "LastEventTime"] },
  filterPattern: { max: 1024 },
  kmsKeyId: { max: 256 },
  resourceArn: { min: 1, max: 1011, pattern: "[\\w+=/:,.@-]*" },
};

/** Refuses a parameter outside its bounds. A page holds 50 groups or streams, or 10,000 events. */
export function check(input: object, limitMax = 50): void {
  const broken = findViolation({ ...input }, { ...limits, limit: { min: 1, max: limitMax } });
  if (broken !== undefined) throw invalid(broken);
}

/** A group by its name or, in the newer calls, by name or ARN; never by both. */
export function requireGroup(world: World, by: { logGroupName?: string; logGroupIdentifier?: string }): LogGroup {
  const { logGroupName, logGroupIdentifier } = by;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw invalid("Exactly one of logGroupName and logGroupIdentifier must be specified.");
  const id = logGroupName ?? logGroupIdentifier ?? "";
  const group = world.logGroups.get(id.startsWith("arn:") ? (groupNameOf(world, id) ?? "") : id);
  if (!group) throw new ApiError("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

export function requireStream(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (!stream) throw new ApiError("ResourceNotFoundException", "The specified log stream does not exist.");
  return stream;
}

/** The events of a stream that the group's retention has left. */
export function keptEvents(world: World, { retentionDays }: LogGroup, { events }: LogStream): LogEvent[] {
  if (retentionDays === undefined) return events;
  const sinceMs = world.nowMs - retentionDays * 86_400_000;
  return events.filter(({ atMs }) => atMs > sinceMs);
}

/** What a token that is none of ours is answered. */
export const wrongToken = invalid("The specified nextToken is invalid.");

export function invalid(message: string): ApiError {
  return new ApiError("InvalidParameterException", message);
}
