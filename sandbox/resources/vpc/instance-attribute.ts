import type {
  DescribeInstanceAttributeRequest,
  DescribeInstanceCreditSpecificationsRequest,
  DescribeInstanceCreditSpecificationsResult,
  DescribeVolumesRequest,
  DescribeVolumesResult,
  InstanceAttribute,
} from "@aws-sdk/client-ec2";
import { select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidValue, need } from "../../protocol/errors";
import type { Instance } from "./instance";

/** What clients read of an instance after they launched it, beyond DescribeInstances. */
export const DescribeInstanceAttribute: Operation<DescribeInstanceAttributeRequest, InstanceAttribute> = (
  input,
  world,
) => {
  const instance = world.instances.require(need(input.InstanceId, "InstanceId"));
  const name = need<string>(input.Attribute, "Attribute");
  const read = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!read) throw invalidValue("attribute", name, "Unknown attribute.");
  return { InstanceId: instance.id, ...read(instance) };
};

export const DescribeInstanceCreditSpecifications: Operation<
  DescribeInstanceCreditSpecificationsRequest,
  DescribeInstanceCreditSpecificationsResult
> = (input, world) => {
  const rows = select(world.instances, input.InstanceIds, input.Filters, { "instance-id": (row) => row.id });
  return {
    InstanceCreditSpecifications: rows
      .filter((row) => row.instanceType.startsWith("t"))
      .map((row) => ({
        InstanceId: row.id,
        CpuCredits: row.instanceType.startsWith("t2.") ? "standard" : "unlimited",
      })),
  };
};

/** There are no disks here. */
export const DescribeVolumes: Operation<DescribeVolumesRequest, DescribeVolumesResult> = (input) => {
  const [id] = input.VolumeIds ?? [];
  if (id !== undefined) throw new ApiError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`);
  return { Volumes: [] };
};

const attributes: Record<string, (instance: Instance) => Wire<InstanceAttribute>> = {
  disableApiStop: () => ({ DisableApiStop: { Value: false } }),
  disableApiTermination: () => ({ DisableApiTermination: { Value: false } }),
  ebsOptimized: () => ({ EbsOptimized: { Value: false } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  groupSet: ({ groupIds }) => ({ Groups: groupIds.map((GroupId) => ({ GroupId })) }),
  instanceInitiatedShutdownBehavior: () => ({ InstanceInitiatedShutdownBehavior: { Value: "stop" } }),
  instanceType: ({ instanceType }) => ({ InstanceType: { Value: instanceType } }),
  rootDeviceName: () => ({ RootDeviceName: { Value: "/dev/xvda" } }),
  sourceDestCheck: ({ sourceDestCheck }) => ({ SourceDestCheck: { Value: sourceDestCheck } }),
  userData: ({ userData }) => ({ UserData: { Value: userData } }),
};
