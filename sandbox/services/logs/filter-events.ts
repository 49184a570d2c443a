import type { FilterLogEventsCommandInput, FilterLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../operation";
import type { LogGroup, LogStream } from "../../telemetry/logs";
import { cutPage } from "../page";
import { readFilterPattern } from "./filter-pattern";
import { check, invalid, keptEvents, requireGroup, requireStream, wrongToken } from "./find";

const eventsMax = 10_000;

/** Events of a group's streams that match a pattern, by their times. */
export const FilterLogEvents: Operation<FilterLogEventsCommandInput, FilterLogEventsCommandOutput> = (input, world) => {
  check(input, eventsMax);
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, filterPattern = "", limit = eventsMax } = input;
  const group = requireGroup(world, input);
  const matches = readFilterPattern(filterPattern);
  const found = chooseStreams(group, input)
    .flatMap((stream) => keptEvents(world, group, stream).map((event) => ({ event, stream })))
    .filter(({ event }) => event.atMs >= startTime && event.atMs <= endTime && matches(event.message))
    .sort((a, b) => a.event.atMs - b.event.atMs);
  const { page, nextToken } = cutPage(found, { token: input.nextToken, size: limit, refusal: wrongToken });
  return {
    events: page.map(({ event, stream }) => ({
      logStreamName: stream.name,
      timestamp: event.atMs,
      message: event.message,
      ingestionTime: event.ingestedMs,
      eventId: event.id,
    })),
    // Empty since 2019 (FilterLogEvents, "searchedLogStreams").
    searchedLogStreams: [],
    nextToken,
  };
};

function chooseStreams(group: LogGroup, input: FilterLogEventsCommandInput): LogStream[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names && prefix !== undefined)
    throw invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
  if (names) return names.map((name) => requireStream(group, name));
  return [...group.streams.values()].filter(({ name }) => prefix === undefined || name.startsWith(prefix));
}
