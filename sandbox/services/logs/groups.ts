import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  PutLogGroupDeletionProtectionCommandInput,
  PutRetentionPolicyCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { addLogGroup, groupNameOf, type LogGroup, logGroupArn } from "../../telemetry/logs";
import type { World } from "../../world";
import { cutPage } from "../page";
import { check, invalid, requireGroup, wrongToken } from "./find";
import { putTags } from "./tags";

/** PutRetentionPolicy, "retentionInDays". */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const CreateLogGroup: Operation<CreateLogGroupCommandInput> = (input, world) => {
  check(input);
  const { logGroupName = "", kmsKeyId, tags, logGroupClass = "STANDARD", deletionProtectionEnabled = false } = input;
  if (world.logGroups.has(logGroupName))
    throw new ApiError("ResourceAlreadyExistsException", "The specified log group already exists");
  const given = putTags(new Map(), tags ?? {});
  const group = addLogGroup(world, logGroupName);
  Object.assign(group, {
    kmsKeyId,
    logClass: logGroupClass,
    isDeletionProtected: deletionProtectionEnabled,
    tags: given,
  });
  return undefined;
};

export const DescribeLogGroups: Operation<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: ids, logGroupClass } = input;
  if (prefix !== undefined && pattern !== undefined)
    throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  const names = ids?.map((id) => (id.startsWith("arn:") ? groupNameOf(world, id) : id));
  const found = [...world.logGroups.values()]
    .filter(({ name }) => prefix === undefined || name.startsWith(prefix))
    .filter(({ name }) => pattern === undefined || name.toLowerCase().includes(pattern.toLowerCase()))
    .filter(({ name }) => names === undefined || names.includes(name))
    .filter(({ logClass }) => logGroupClass === undefined || logClass === logGroupClass)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, nextToken } = cutPage(found, { token: input.nextToken, size: input.limit ?? 50, refusal: wrongToken });
  return { logGroups: page.map((group) => view(world, group)), nextToken };
};

export const DeleteLogGroup: Operation<DeleteLogGroupCommandInput> = (input, world) => {
  check(input);
  const group = requireGroup(world, input);
  if (group.isDeletionProtected)
    throw new ApiError("ValidationException", "The log group has deletion protection enabled and cannot be deleted.");
  world.logGroups.delete(group.name);
  return undefined;
};

export const PutRetentionPolicy: Operation<PutRetentionPolicyCommandInput> = (input, world) => {
  check(input);
  const { retentionInDays = 0 } = input;
  if (!retentions.includes(retentionInDays))
    throw invalid(
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.join(", ")}]`,
    );
  requireGroup(world, input).retentionDays = retentionInDays;
  return undefined;
};

export const DeleteRetentionPolicy: Operation<DeleteRetentionPolicyCommandInput> = (input, world) => {
  check(input);
  requireGroup(world, input).retentionDays = undefined;
  return undefined;
};

export const PutLogGroupDeletionProtection: Operation<PutLogGroupDeletionProtectionCommandInput> = (input, world) => {
  check(input);
  const { logGroupIdentifier, deletionProtectionEnabled = false } = input;
  requireGroup(world, { logGroupIdentifier }).isDeletionProtected = deletionProtectionEnabled;
  return undefined;
};

function view(world: World, group: LogGroup) {
  const arn = logGroupArn(world, group.name);
  const streams = [...group.streams.values()];
  return {
    logGroupName: group.name,
    creationTime: group.createdMs,
    retentionInDays: group.retentionDays,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes: streams.reduce((sum, { events }) => sum + bytesOf(events), 0),
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.logClass,
    logGroupArn: arn,
    deletionProtectionEnabled: group.isDeletionProtected,
  };
}

/** CloudWatch Logs counts 26 bytes for each event besides its text (PutLogEvents, constraints). */
function bytesOf(events: { message: string }[]): number {
  return events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0);
}
