import type {
  DescribeInstanceAttributeRequest,
  DescribeInstanceCreditSpecificationsRequest,
  DescribeInstanceCreditSpecificationsResult,
  GetConsoleOutputRequest,
  GetConsoleOutputResult,
  InstanceAttribute,
  ModifyInstanceAttributeRequest,
} from "@aws-sdk/client-ec2";
import { page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import {
  ApiError,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import type { World } from "../../world";

import { checkUserData, type Instance } from "./instance";
import { requireInstanceType } from "./instance-type";
import { requireGroups } from "./interface-addresses";
import { interfacesOf, type NetworkInterface } from "./network-interface";

/** One attribute, named flat (`SourceDestCheck`) or in the older way, as `Attribute` and `Value`. */
export const ModifyInstanceAttribute: Operation<ModifyInstanceAttributeRequest> = (input, world) => {
  const { InstanceId, Attribute, Value, ...flat } = input;
  const instance = world.instances.requireLive(need(InstanceId, "InstanceId"));
  const given: Record<string, unknown> = Attribute === undefined ? flat : named(Attribute, Value);
  const [name, ...others] = Object.keys(given);
  if (name === undefined) throw missingParameter("Attribute");
  if (others.length)
    throw invalidCombination(`Fields for multiple attribute types specified: ${[name, ...others].join(", ")}`);
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (!change) throw new ApiError("UnsupportedOperation", `${name} is not simulated.`);
  change(instance, given[name], world);
  return undefined;
};

/** What clients read of an instance after they launched it, beyond DescribeInstances. */
export const DescribeInstanceAttribute: Operation<DescribeInstanceAttributeRequest, InstanceAttribute> = (
  input,
  world,
) => {
  const instance = world.instances.require(need(input.InstanceId, "InstanceId"));
  const name = need<string>(input.Attribute, "Attribute");
  const read = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!read) throw invalidValue("attribute", name, "Unknown attribute.");
  return { InstanceId: instance.id, ...read(instance, world) };
};

export const DescribeInstanceCreditSpecifications: Operation<
  DescribeInstanceCreditSpecificationsRequest,
  DescribeInstanceCreditSpecificationsResult
> = (input, world) => {
  const rows = select(world.instances, input.InstanceIds, input.Filters, { "instance-id": (row) => row.id });
  const found = page(rows, input, input.InstanceIds);
  return {
    InstanceCreditSpecifications: found.rows
      .filter((row) => row.instanceType.startsWith("t"))
      .map((row) => ({
        InstanceId: row.id,
        CpuCredits: row.instanceType.startsWith("t2.") ? "standard" : "unlimited",
      })),
    NextToken: found.nextToken,
  };
};

/** Nothing is printed here: the console is empty, as it is on EC2 in the first minutes. */
export const GetConsoleOutput: Operation<GetConsoleOutputRequest, GetConsoleOutputResult> = (input, world) => {
  const instance = world.instances.require(need(input.InstanceId, "InstanceId"));
  return { InstanceId: instance.id, Timestamp: world.now };
};

const attributes: Record<string, (instance: Instance, world: World) => Wire<InstanceAttribute>> = {
  blockDeviceMapping: () => ({ BlockDeviceMappings: [] }),
  disableApiStop: ({ disableApiStop }) => ({ DisableApiStop: { Value: disableApiStop } }),
  disableApiTermination: ({ disableApiTermination }) => ({ DisableApiTermination: { Value: disableApiTermination } }),
  ebsOptimized: ({ ebsOptimized }) => ({ EbsOptimized: { Value: ebsOptimized } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  groupSet: (instance, world) => ({
    Groups: primaryInterface(instance, world).groupIds.map((GroupId) => ({
      GroupId,
      GroupName: world.securityGroups.get(GroupId)?.name,
    })),
  }),
  instanceInitiatedShutdownBehavior: ({ shutdownBehavior }) => ({
    InstanceInitiatedShutdownBehavior: { Value: shutdownBehavior },
  }),
  instanceType: ({ instanceType }) => ({ InstanceType: { Value: instanceType } }),
  kernel: () => ({ KernelId: {} }),
  productCodes: () => ({ ProductCodes: [] }),
  ramdisk: () => ({ RamdiskId: {} }),
  rootDeviceName: () => ({ RootDeviceName: { Value: "/dev/xvda" } }),
  sourceDestCheck: (instance, world) => ({
    SourceDestCheck: { Value: primaryInterface(instance, world).sourceDestCheck },
  }),
  sriovNetSupport: () => ({ SriovNetSupport: { Value: "simple" } }),
  userData: ({ userData }) => ({ UserData: { Value: userData } }),
};

type Change = (instance: Instance, given: unknown, world: World) => void;

/** Flat member → what it changes. */
const changes: Record<string, Change> = {
  DisableApiStop: (instance, given) => {
    instance.disableApiStop = readFlag(given);
  },
  DisableApiTermination: (instance, given) => {
    instance.disableApiTermination = readFlag(given);
  },
  EbsOptimized: (instance, given) => {
    requireStopped(instance, "ebsOptimized");
    instance.ebsOptimized = readFlag(given);
  },
  Groups: (instance, given, world) => {
    const groups = Array.isArray(given) ? given.map(String) : [];
    if (groups.length === 0) throw missingParameter("GroupId");
    const row = primaryInterface(instance, world);
    row.groupIds = requireGroups(groups, { id: row.subnetId, vpcId: row.vpcId }, world);
  },
  InstanceInitiatedShutdownBehavior: (instance, given) => {
    const behavior = readText(given);
    if (behavior !== "stop" && behavior !== "terminate")
      throw invalidValue("instanceInitiatedShutdownBehavior", behavior);
    instance.shutdownBehavior = behavior;
  },
  InstanceType: (instance, given) => {
    requireStopped(instance, "instanceType");
    const name = readText(given);
    if (requireInstanceType(name).architecture !== instance.architecture)
      throw invalidParameterValue(
        `The architecture of the instance type '${name}' does not match that of the instance '${instance.id}'.`,
      );
    instance.instanceType = name;
  },
  SourceDestCheck: (instance, given, world) => {
    primaryInterface(instance, world).sourceDestCheck = readFlag(given);
  },
  UserData: (instance, given) => {
    requireStopped(instance, "userData");
    const bytes = isStructure(given) && given.Value instanceof Uint8Array ? given.Value : new Uint8Array();
    const text = Buffer.from(bytes).toString("base64");
    checkUserData(text);
    instance.userData = text;
  },
};

/** The older spelling names the attribute as DescribeInstanceAttribute does and has one text as its value. */
function named(attribute: string, value: string | undefined): Record<string, unknown> {
  const member = attribute.charAt(0).toUpperCase() + attribute.slice(1);
  return { [member]: { Value: value } };
}

function primaryInterface(instance: Instance, world: World): NetworkInterface {
  const [primary] = interfacesOf(instance.id, world);
  if (primary) return primary;
  throw world.instances.notFound(instance.id);
}

function requireStopped(instance: Instance, attribute: string): void {
  if (instance.state === "stopped") return;
  throw new ApiError(
    "IncorrectInstanceState",
    `The instance '${instance.id}' is not in the 'stopped' state, which changing its '${attribute}' needs.`,
  );
}

function isStructure(given: unknown): given is { Value?: unknown } {
  return typeof given === "object" && given !== null;
}

function readFlag(given: unknown): boolean {
  const value = isStructure(given) ? given.Value : undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw missingParameter("Value");
}

function readText(given: unknown): string {
  const value = isStructure(given) ? given.Value : undefined;
  if (typeof value === "string") return value;
  throw missingParameter("Value");
}
