import type { InstanceNetworkInterfaceSpecification, Reservation, RunInstancesRequest } from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { newPublicAddress } from "./address";
import { type Image, requireImage } from "./image";
import { type MetadataOptions, readMetadataOptions } from "./instance-metadata";
import { requireInstanceType } from "./instance-type";
import { reservation } from "./instance-view";
import { chooseIpv6Addresses, choosePrivateAddresses, requireGroups } from "./interface-addresses";
import { requireKeyPair } from "./key-pair";
import { addNetworkInterface, newAttachment, requireOwnInterface } from "./network-interface";
import type { Zone } from "./region";
import { defaultSubnet, type Subnet } from "./subnet";
import { addVolumes } from "./volume";

/** A test host. What runs on it is not simulated; its addresses and groups are its interfaces'. */
export type Instance = {
  id: string;
  reservationId: string;
  launchIndex: number;
  state: InstanceState;
  imageId: string;
  architecture: string;
  instanceType: string;
  keyName: string | undefined;
  subnetId: string;
  vpcId: string;
  zone: Zone;
  launchedMs: number;
  /** When somebody last stopped or terminated it. */
  endedMs: number | undefined;
  clientToken: string | undefined;
  /** What was asked for with the token: another request under the same token is refused. */
  request: string;
  metadata: MetadataOptions;
  disableApiTermination: boolean;
  disableApiStop: boolean;
  shutdownBehavior: string;
  ebsOptimized: boolean;
  isMonitored: boolean;
  /** As it was sent: base64. */
  userData: string | undefined;
  tags: Tags;
};

export type InstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

const userDataMaxBytes = 16_384;

type Launch = { subnet: Subnet; image: Image; instanceType: string; keyName: string | undefined };

export const RunInstances: Operation<RunInstancesRequest, Reservation> = (input, world) => {
  const made = input.ClientToken ? world.instances.where((row) => row.clientToken === input.ClientToken) : [];
  if (made.some(({ request }) => request !== requestOf(input)))
    throw new ApiError(
      "IdempotentParameterMismatch",
      "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
    );
  if (made.length) return reservation(made, world);
  const subnet = requireSubnet(input, world);
  const launch: Launch = { subnet, ...readMachine(input, world) };
  refuseWhatIsAbsent(input);
  const count = readCount(input, world);
  const tags = {
    instance: tagsOf("instance", input),
    volume: tagsOf("volume", input),
    networkInterface: tagsOf("networkInterface", input),
  };
  const reservationId = `r-0${world.random.pick("0123456789abcdef", 16)}`;
  const launched: Instance[] = [];
  for (let index = 0; index < count; index++) {
    const id = world.newId("instance");
    addInterfaces({ id, tags: tags.networkInterface }, input, launch, world);
    addVolumes({ id, tags: tags.volume }, input.BlockDeviceMappings ?? [], launch, world);
    const instance = addInstance({ id, reservationId, launchIndex: index }, input, launch, world);
    for (const [key, value] of tags.instance) instance.tags.set(key, value);
    launched.push(instance);
  }
  return reservation(launched, world);
};

function requestOf({ ClientToken: _token, ...asked }: RunInstancesRequest): string {
  return JSON.stringify(asked);
}

function addInstance(
  identity: { id: string; reservationId: string; launchIndex: number },
  input: RunInstancesRequest,
  launch: Launch,
  world: World,
): Instance {
  const { subnet, image, instanceType, keyName } = launch;
  const instance = world.instances.add<Instance>({
    ...identity,
    state: "pending",
    imageId: image.id,
    architecture: image.architecture,
    instanceType,
    keyName,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    zone: subnet.zone,
    launchedMs: world.nowMs,
    endedMs: undefined,
    clientToken: input.ClientToken,
    request: requestOf(input),
    metadata: readMetadataOptions(input.MetadataOptions ?? {}),
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    shutdownBehavior: input.InstanceInitiatedShutdownBehavior ?? "stop",
    ebsOptimized: input.EbsOptimized ?? false,
    isMonitored: input.Monitoring?.Enabled ?? false,
    userData: input.UserData,
    tags: new Map(),
  });
  world.later(timings.instancePending, "instance-running", instance.id);
  return instance;
}

/** The interfaces of a new instance: those described in the call, or one in its subnet. */
function addInterfaces(
  instance: { id: string; tags: Tags },
  input: RunInstancesRequest,
  { subnet }: Launch,
  world: World,
): void {
  const { id: instanceId } = instance;
  const wanted = input.NetworkInterfaces?.length ? input.NetworkInterfaces : [flatInterface(input, subnet)];
  for (const [index, one] of wanted.entries()) {
    const deviceIndex = one.DeviceIndex ?? index;
    const deleteOnTermination = one.DeleteOnTermination ?? one.NetworkInterfaceId === undefined;
    const attachment = newAttachment(world, { instanceId, deviceIndex, deleteOnTermination });
    if (one.NetworkInterfaceId !== undefined) {
      const free = requireOwnInterface(one.NetworkInterfaceId, world);
      if (free.attachment) throw new ApiError("InvalidNetworkInterface.InUse", `Interface: [${free.id}] in use.`);
      free.attachment = attachment;
      continue;
    }
    const home = one.SubnetId === undefined ? subnet : world.subnets.require(one.SubnetId);
    const isPublic = deviceIndex === 0 && (one.AssociatePublicIpAddress ?? home.mapPublicIpOnLaunch);
    addNetworkInterface(world, home, {
      description: one.Description ?? "",
      groupIds: requireGroups(one.Groups ?? input.SecurityGroupIds ?? [], home, world),
      privateAddresses: choosePrivateAddresses(one, home, world),
      ipv6Addresses: chooseIpv6Addresses(one, home, world),
      launchPublicAddress: isPublic ? newPublicAddress(world) : undefined,
      attachment,
      tags: new Map(instance.tags),
    });
  }
}

function flatInterface(input: RunInstancesRequest, subnet: Subnet): InstanceNetworkInterfaceSpecification {
  const { PrivateIpAddress, SecurityGroupIds: Groups, Ipv6Addresses, Ipv6AddressCount } = input;
  return { DeviceIndex: 0, SubnetId: subnet.id, PrivateIpAddress, Groups, Ipv6Addresses, Ipv6AddressCount };
}

function requireSubnet(input: RunInstancesRequest, world: World): Subnet {
  const [first] = input.NetworkInterfaces ?? [];
  if (first && (input.SubnetId !== undefined || input.SecurityGroupIds?.length))
    throw invalidCombination(
      "Network interfaces and an instance-level subnet ID may not be specified on the same request",
    );
  const id = input.SubnetId ?? first?.SubnetId;
  if (id !== undefined) return world.subnets.require(id);
  if (first?.NetworkInterfaceId !== undefined)
    return world.subnets.require(world.networkInterfaces.require(first.NetworkInterfaceId).subnetId);
  const subnet = defaultSubnet(world, input.Placement?.AvailabilityZone);
  if (subnet) return subnet;
  throw new ApiError(
    "VPCIdNotSpecified",
    "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.",
  );
}

function readMachine(input: RunInstancesRequest, world: World) {
  const image = requireImage(need(input.ImageId, "ImageId"));
  const instanceType = input.InstanceType ?? "t3.micro";
  const type = requireInstanceType(instanceType);
  if (type.architecture !== image.architecture)
    throw invalidParameterValue(
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI.`,
    );
  const keyName = input.KeyName === undefined ? undefined : requireKeyPair(input.KeyName, world).name;
  if (input.UserData !== undefined) checkUserData(input.UserData);
  return { image, instanceType, keyName };
}

export function checkUserData(text: string): void {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text))
    throw new ApiError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  if (Buffer.from(text, "base64").length > userDataMaxBytes)
    throw invalidParameterValue(`User data is limited to ${userDataMaxBytes} bytes`);
}

/** There are no profiles and no templates here, so naming one is what EC2 says of one that does not exist. */
function refuseWhatIsAbsent(input: RunInstancesRequest): void {
  const profile = input.IamInstanceProfile?.Name ?? input.IamInstanceProfile?.Arn;
  if (profile !== undefined)
    throw invalidParameterValue(
      `Value (${profile}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    );
  const template = input.LaunchTemplate?.LaunchTemplateId ?? input.LaunchTemplate?.LaunchTemplateName;
  if (template !== undefined)
    throw new ApiError(
      "InvalidLaunchTemplateId.NotFound",
      `The specified launch template, with template ID ${template}, does not exist.`,
    );
}

function readCount(input: RunInstancesRequest, world: World): number {
  const min = need(input.MinCount, "MinCount");
  const max = need(input.MaxCount, "MaxCount");
  if (min < 1 || max < min)
    throw invalidParameterValue(`Invalid value '${min}' for MinCount: it must be 1 to MaxCount (${max}).`);
  const present = world.instances.where((row) => row.state !== "terminated").length;
  requireRoom(world, "instances", present, min);
  return max;
}

function tagsOf(kind: "instance" | "volume" | "networkInterface", input: RunInstancesRequest): Tags {
  const types = { instance: "instance", volume: "volume", networkInterface: "network-interface" };
  const others = Object.values(types).filter((type) => type !== types[kind]);
  return tagsFor(
    kind,
    input.TagSpecifications?.filter((one) => !others.includes(one.ResourceType ?? "")),
  );
}
