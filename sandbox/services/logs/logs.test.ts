import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  ListTagsForResourceCommand,
  ListTagsLogGroupCommand,
  PutLogEventsCommand,
  PutLogGroupDeletionProtectionCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { beforeAll, describe, expect, test } from "vitest";
import { present, startBench } from "../../test-bench";
import { clientsFor, expectServiceRefusal } from "../service-bench";

const startMs = Date.UTC(2026, 0, 5, 8);
const { url, control } = await startBench({ startMs });
const { logs } = clientsFor(url);
const arn = (name: string) => `arn:aws:logs:ap-northeast-2:111122223333:log-group:${name}`;

const namesOf = async (input: object) =>
  (await logs.send(new DescribeLogGroupsCommand(input))).logGroups?.map(({ logGroupName }) => logGroupName);

describe("log groups", () => {
  beforeAll(async () => {
    for (const logGroupName of ["/vpn/leeds", "/vpn/york", "other"])
      await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { site: logGroupName.slice(-4) } }));
  });

  test("are listed by name, by prefix, by pattern, and in pages", async () => {
    expect(await namesOf({})).toEqual(["/vpn/leeds", "/vpn/york", "other"]);
    expect(await namesOf({ logGroupNamePrefix: "/vpn/" })).toEqual(["/vpn/leeds", "/vpn/york"]);
    expect(await namesOf({ logGroupNamePattern: "YORK" })).toEqual(["/vpn/york"]);
    expect(await namesOf({ logGroupIdentifiers: [arn("other")] })).toEqual(["other"]);
    const first = await logs.send(new DescribeLogGroupsCommand({ limit: 2 }));
    expect(await namesOf({ limit: 2, nextToken: present(first.nextToken) })).toEqual(["other"]);
    await expectServiceRefusal(
      namesOf({ logGroupNamePrefix: "a", logGroupNamePattern: "b" }),
      "InvalidParameterException",
      "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
  });

  test("show their ARN in both forms, and a retention only while there is one", async () => {
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: "other", retentionInDays: 30 }));
    const read = async () => (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "other" }))).logGroups;
    expect(await read()).toEqual([
      {
        logGroupName: "other",
        creationTime: startMs,
        retentionInDays: 30,
        metricFilterCount: 0,
        arn: `${arn("other")}:*`,
        logGroupArn: arn("other"),
        storedBytes: 0,
        logGroupClass: "STANDARD",
        deletionProtectionEnabled: false,
      },
    ]);
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: "other" }));
    expect((await read())?.[0]).not.toHaveProperty("retentionInDays");
  });

  test("have tags, by ARN and in the older way by name", async () => {
    await logs.send(new TagResourceCommand({ resourceArn: arn("other"), tags: { owner: "net" } }));
    await logs.send(new UntagResourceCommand({ resourceArn: arn("other"), tagKeys: ["site"] }));
    expect((await logs.send(new ListTagsForResourceCommand({ resourceArn: arn("other") }))).tags).toEqual({
      owner: "net",
    });
    expect((await logs.send(new ListTagsLogGroupCommand({ logGroupName: "other" }))).tags).toEqual({ owner: "net" });
    await expectServiceRefusal(
      logs.send(new ListTagsForResourceCommand({ resourceArn: arn("absent") })),
      "ResourceNotFoundException",
      "The specified resource does not exist.",
    );
  });

  test("are refused when they are there already, absent, protected or badly named", async () => {
    await expectServiceRefusal(
      logs.send(new CreateLogGroupCommand({ logGroupName: "other" })),
      "ResourceAlreadyExistsException",
      "The specified log group already exists",
    );
    await expectServiceRefusal(
      logs.send(new DeleteLogGroupCommand({ logGroupName: "absent" })),
      "ResourceNotFoundException",
      "The specified log group does not exist.",
    );
    await expectServiceRefusal(
      logs.send(new CreateLogGroupCommand({ logGroupName: "a b" })),
      "InvalidParameterException",
      "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    );
    await expectServiceRefusal(
      logs.send(new CreateLogGroupCommand({ logGroupName: undefined })),
      "InvalidParameterException",
      "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
    );
    await expectServiceRefusal(
      logs.send(new PutRetentionPolicyCommand({ logGroupName: "other", retentionInDays: 2 })),
      "InvalidParameterException",
    );
    const protect = (deletionProtectionEnabled: boolean) =>
      logs.send(new PutLogGroupDeletionProtectionCommand({ logGroupIdentifier: "other", deletionProtectionEnabled }));
    await protect(true);
    await expectServiceRefusal(logs.send(new DeleteLogGroupCommand({ logGroupName: "other" })), "ValidationException");
    await protect(false);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: "other" }));
    expect(await namesOf({})).toEqual(["/vpn/leeds", "/vpn/york"]);
  });
});

describe("log events", () => {
  const logGroupName = "/vpn/events";
  const put = (logStreamName: string, ...events: [number, string][]) =>
    logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: events.map(([seconds, message]) => ({ timestamp: startMs + seconds * 1000, message })),
      }),
    );
  const filter = async (input: object) => {
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, ...input }));
    return events?.map(({ message }) => message);
  };
  const get = (input: Partial<GetLogEventsCommandInput> = {}) =>
    logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: "one", ...input }));
  const messages = ({ events = [] }: { events?: { message?: string }[] }) => events.map(({ message }) => message);

  beforeAll(async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of ["one", "two"])
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    await put("one", [-30, "a UP"], [-10, "c DOWN"], [0, "d UP"]);
    await put("two", [-20, "b DOWN"]);
  });

  test("of all streams are filtered by text, time and stream, in the order of their times", async () => {
    expect(await filter({})).toEqual(["a UP", "b DOWN", "c DOWN", "d UP"]);
    expect(await filter({ filterPattern: "DOWN" })).toEqual(["b DOWN", "c DOWN"]);
    expect(await filter({ startTime: startMs - 20_000, endTime: startMs - 10_000 })).toEqual(["b DOWN", "c DOWN"]);
    expect(await filter({ logStreamNames: ["two"] })).toEqual(["b DOWN"]);
    expect(await filter({ logStreamNamePrefix: "o" })).toEqual(["a UP", "c DOWN", "d UP"]);
    const first = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 3 }));
    expect(await filter({ limit: 3, nextToken: present(first.nextToken) })).toEqual(["d UP"]);
  });

  test("of one stream are read from its end or its head, and at either end the token stays", async () => {
    expect(messages(await get({ limit: 2 }))).toEqual(["c DOWN", "d UP"]);
    const first = await get({ limit: 2, startFromHead: true });
    expect(messages(first)).toEqual(["a UP", "c DOWN"]);
    const second = await get({ limit: 2, nextToken: present(first.nextForwardToken) });
    expect(messages(second)).toEqual(["d UP"]);
    const third = await get({ limit: 2, nextToken: present(second.nextForwardToken) });
    expect(messages(third)).toEqual([]);
    expect(third.nextForwardToken).toBe(second.nextForwardToken);
    expect(messages(await get({ limit: 1, nextToken: present(second.nextBackwardToken) }))).toEqual(["c DOWN"]);
    expect(messages(await get({ endTime: startMs }))).toEqual(["a UP", "c DOWN"]);
  });

  test("tell their stream when it began and ended, and order streams by it", async () => {
    const describeStreams = async (input: object) =>
      (await logs.send(new DescribeLogStreamsCommand({ logGroupName, ...input }))).logStreams;
    expect((await describeStreams({}))?.[0]).toEqual({
      logStreamName: "one",
      creationTime: startMs,
      firstEventTimestamp: startMs - 30_000,
      lastEventTimestamp: startMs,
      lastIngestionTime: startMs,
      arn: `${arn(logGroupName)}:log-stream:one`,
      storedBytes: 0,
    });
    const byTime = await describeStreams({ orderBy: "LastEventTime", descending: true });
    expect(byTime?.map(({ logStreamName }) => logStreamName)).toEqual(["one", "two"]);
    await expectServiceRefusal(
      describeStreams({ orderBy: "LastEventTime", logStreamNamePrefix: "o" }),
      "InvalidParameterException",
      "Cannot order by LastEventTime with a logStreamNamePrefix.",
    );
  });

  test("too old, expired and too new ones are told and left out", async () => {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "late" }));
    const { rejectedLogEventsInfo } = await put("late", [-3 * 3600, "kept"], [3 * 3600, "too new"]);
    expect(rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    const old = await put("late", [-15 * 86_400, "too old"]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    expect(await filter({ logStreamNames: ["late"] })).toEqual(["kept"]);
    await logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: "late" }));
    await expectServiceRefusal(
      put("one", [1, "x"], [0, "y"]),
      "InvalidParameterException",
      "Log events in a single PutLogEvents request must be in chronological order.",
    );
  });

  test("what cannot be is refused in words", async () => {
    const refused = (call: Promise<unknown>, code: string, message: string) =>
      expectServiceRefusal(call, code, message);
    const missing = "ResourceNotFoundException";
    await refused(get({ logStreamName: "none" }), missing, "The specified log stream does not exist.");
    await refused(filter({ logStreamNames: ["none"] }), missing, "The specified log stream does not exist.");
    await refused(get({ nextToken: "f/1" }), "InvalidParameterException", "The specified nextToken is invalid.");
    await refused(filter({ filterPattern: "{ $.a }" }), "InvalidParameterException", "Invalid filter pattern");
    await refused(
      filter({ limit: 10_001 }),
      "InvalidParameterException",
      "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    );
    await refused(
      logs.send(new DescribeMetricFiltersCommand({})),
      "UnsupportedOperation",
      "The operation DescribeMetricFilters is not simulated by this endpoint.",
    );
  });

  test("those older than the retention are no longer there", async () => {
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
    await control.advance({ advanceSeconds: 86_400 - 15 });
    expect(await filter({})).toEqual(["c DOWN", "d UP"]);
  });
});
