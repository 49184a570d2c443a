import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { addLogStream, type LogGroup, type LogStream, logGroupArn } from "../../telemetry/logs";
import type { World } from "../../world";
import { cutPage } from "../page";
import { check, invalid, keptEvents, requireGroup, requireStream, wrongToken } from "./find";

export const CreateLogStream: Operation<CreateLogStreamCommandInput> = (input, world) => {
  check(input);
  const group = requireGroup(world, { logGroupName: input.logGroupName });
  const { logStreamName = "" } = input;
  if (group.streams.has(logStreamName))
    throw new ApiError("ResourceAlreadyExistsException", "The specified log stream already exists");
  addLogStream(world, group, logStreamName);
  return undefined;
};

export const DescribeLogStreams: Operation<DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const { orderBy = "LogStreamName", descending = false, logStreamNamePrefix: prefix } = input;
  if (orderBy === "LastEventTime" && prefix !== undefined)
    throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
  const group = requireGroup(world, input);
  const found = [...group.streams.values()].filter(({ name }) => prefix === undefined || name.startsWith(prefix));
  found.sort(orderBy === "LastEventTime" ? (a, b) => lastEventMs(a) - lastEventMs(b) : byName);
  if (descending) found.reverse();
  const { page, nextToken } = cutPage(found, { token: input.nextToken, size: input.limit ?? 50, refusal: wrongToken });
  return { logStreams: page.map((stream) => view(world, group, stream)), nextToken };
};

export const DeleteLogStream: Operation<DeleteLogStreamCommandInput> = (input, world) => {
  check(input);
  const group = requireGroup(world, { logGroupName: input.logGroupName });
  group.streams.delete(requireStream(group, input.logStreamName ?? "").name);
  return undefined;
};

function view(world: World, group: LogGroup, stream: LogStream) {
  const events = keptEvents(world, group, stream);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdMs,
    firstEventTimestamp: events[0]?.atMs,
    lastEventTimestamp: events.at(-1)?.atMs,
    lastIngestionTime: stream.lastIngestionMs,
    arn: `${logGroupArn(world, group.name)}:log-stream:${stream.name}`,
    // Always 0 for streams since 2019 (LogStream, "storedBytes").
    storedBytes: 0,
  };
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function lastEventMs({ events, createdMs }: LogStream): number {
  return events.at(-1)?.atMs ?? createdMs;
}
