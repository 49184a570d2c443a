import type {
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult,
  DescribeInstancesRequest,
  DescribeInstancesResult,
  Instance as InstanceView,
  ModifyInstanceAttributeRequest,
  Reservation,
  RunInstancesRequest,
  TerminateInstancesRequest,
  TerminateInstancesResult,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { contains, formatAddress, known, parseAddress, size } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidValue, missingParameter, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { requireImage, requireInstanceType } from "./image";
import { networkInterfaceView } from "./network-interface";
import { instancesIn, reservedAddresses, type Subnet } from "./subnet";

/** A test host. One network interface; disks and what runs on it are not simulated. */
export type Instance = {
  id: string;
  reservationId: string;
  state: keyof typeof stateCodes;
  imageId: string;
  architecture: string;
  instanceType: string;
  keyName: string | undefined;
  subnetId: string;
  vpcId: string;
  zoneName: string;
  privateAddress: string;
  publicAddress: string | undefined;
  groupIds: string[];
  networkInterface: { id: string; attachmentId: string; macAddress: string };
  launchedMs: number;
  terminatedMs: number | undefined;
  clientToken: string | undefined;
  httpTokens: string;
  sourceDestCheck: boolean;
  /** As it was sent: base64. */
  userData: string | undefined;
  tags: Tags;
};

const stateCodes = { pending: 0, running: 16, "shutting-down": 32, terminated: 48 };

const launchMax = 20;

export const RunInstances: Operation<RunInstancesRequest, Reservation> = (input, world) => {
  const made = input.ClientToken ? world.instances.where((row) => row.clientToken === input.ClientToken) : [];
  if (made.length) return reservation(made, world);
  const subnet = requireSubnet(input, world);
  const image = requireImage(need(input.ImageId, "ImageId"));
  const instanceType = input.InstanceType ?? "t3.micro";
  const type = requireInstanceType(instanceType);
  if (type.architecture !== image.architecture)
    throw new ApiError(
      "InvalidParameterValue",
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI.`,
    );
  const count = readCount(input);
  const groupIds = readGroups(input, subnet, world);
  const tags = tagsForInstance(input);
  const reservationId = `r-0${world.random.pick("0123456789abcdef", 16)}`;
  const launched: Instance[] = [];
  for (let index = 0; index < count; index++) {
    const instance = world.instances.add<Instance>({
      id: world.newId("instance"),
      reservationId,
      state: "pending",
      imageId: image.id,
      architecture: image.architecture,
      instanceType,
      keyName: input.KeyName,
      subnetId: subnet.id,
      vpcId: subnet.vpcId,
      zoneName: subnet.zone.name,
      privateAddress: choosePrivateAddress(input, subnet, world),
      publicAddress: wantsPublicAddress(input, subnet) ? publicAddress(world) : undefined,
      groupIds,
      networkInterface: {
        id: world.newId("networkInterface"),
        attachmentId: `eni-attach-0${world.random.pick("0123456789abcdef", 16)}`,
        macAddress: `02:${Array.from({ length: 5 }, () => world.random.pick("0123456789abcdef", 2)).join(":")}`,
      },
      launchedMs: world.nowMs,
      terminatedMs: undefined,
      clientToken: input.ClientToken,
      httpTokens: input.MetadataOptions?.HttpTokens ?? "required",
      sourceDestCheck: true,
      userData: input.UserData,
      tags: new Map(tags),
    });
    world.later(timings.instancePending, "instance-running", instance.id);
    launched.push(instance);
  }
  return reservation(launched, world);
};

export const DescribeInstances: Operation<DescribeInstancesRequest, DescribeInstancesResult> = (input, world) => {
  const found = page(
    select(world.instances, input.InstanceIds, input.Filters, filtersFor(world)),
    input,
    input.InstanceIds,
  );
  const groups = new Map<string, Instance[]>();
  for (const row of found.rows) groups.set(row.reservationId, [...(groups.get(row.reservationId) ?? []), row]);
  return { Reservations: [...groups.values()].map((rows) => reservation(rows, world)), NextToken: found.nextToken };
};

export const DescribeInstanceStatus: Operation<DescribeInstanceStatusRequest, DescribeInstanceStatusResult> = (
  input,
  world,
) => {
  const asked = select(world.instances, input.InstanceIds, input.Filters, {
    "availability-zone": (row) => row.zoneName,
    "instance-state-code": (row) => stateCodes[row.state],
    "instance-state-name": (row) => row.state,
  });
  const shown = asked.filter((row) => input.IncludeAllInstances || row.state === "running");
  const found = page(shown, input, input.InstanceIds);
  const status = { Status: "ok", Details: [{ Name: "reachability", Status: "passed" }] };
  return {
    InstanceStatuses: found.rows.map((row) => ({
      InstanceId: row.id,
      AvailabilityZone: row.zoneName,
      InstanceState: stateOf(row),
      InstanceStatus: row.state === "running" ? status : { Status: "not-applicable" },
      SystemStatus: row.state === "running" ? status : { Status: "not-applicable" },
    })),
    NextToken: found.nextToken,
  };
};

export const TerminateInstances: Operation<TerminateInstancesRequest, TerminateInstancesResult> = (input, world) => {
  const rows = need(input.InstanceIds, "InstanceId").map((id) => world.instances.require(id));
  return {
    TerminatingInstances: rows.map((row) => {
      const previous = stateOf(row);
      if (row.state === "pending" || row.state === "running") {
        row.state = "shutting-down";
        row.terminatedMs = world.nowMs;
        world.later(timings.instanceShuttingDown, "instance-terminated", row.id);
      }
      return { InstanceId: row.id, PreviousState: previous, CurrentState: stateOf(row) };
    }),
  };
};

/** Source/destination check and security groups; whatever needs a stopped instance is not simulated. */
export const ModifyInstanceAttribute: Operation<ModifyInstanceAttributeRequest> = (input, world) => {
  const { InstanceId, SourceDestCheck, Groups, ...others } = input;
  const instance = world.instances.requireLive(need(InstanceId, "InstanceId"));
  if (Object.keys(others).length)
    throw new ApiError("UnsupportedOperation", `${Object.keys(others).join(", ")} is not simulated.`);
  if (SourceDestCheck?.Value === undefined && !Groups?.length) throw missingParameter("Attribute");
  if (Groups?.length) instance.groupIds = requireGroups(Groups, world.subnets.require(instance.subnetId), world);
  instance.sourceDestCheck = SourceDestCheck?.Value ?? instance.sourceDestCheck;
  return undefined;
};

export function instanceRuns(world: World, id: string): void {
  const instance = world.instances.get(id);
  if (instance?.state === "pending") instance.state = "running";
}

export function instanceIsTerminated(world: World, id: string): void {
  const instance = world.instances.get(id);
  if (!instance) return;
  instance.state = "terminated";
  instance.publicAddress = undefined;
  world.later(timings.deletedKept, "instance-gone", id);
}

function requireSubnet(input: RunInstancesRequest, world: World): Subnet {
  const id = input.SubnetId ?? input.NetworkInterfaces?.[0]?.SubnetId;
  if (id !== undefined) return world.subnets.require(id);
  throw new ApiError(
    "VPCIdNotSpecified",
    "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.",
  );
}

function readCount(input: RunInstancesRequest): number {
  const min = need(input.MinCount, "MinCount");
  const max = need(input.MaxCount, "MaxCount");
  if (min < 1 || max < min)
    throw new ApiError(
      "InvalidParameterValue",
      `Invalid value '${min}' for MinCount: it must be 1 to MaxCount (${max}).`,
    );
  if (min > launchMax)
    throw new ApiError(
      "InstanceLimitExceeded",
      `You have requested more instances (${min}) than your current instance limit of ${launchMax} allows.`,
    );
  return Math.min(max, launchMax);
}

function readGroups(input: RunInstancesRequest, subnet: Subnet, world: World): string[] {
  const asked = input.SecurityGroupIds ?? input.NetworkInterfaces?.[0]?.Groups ?? [];
  return requireGroups(asked, subnet, world);
}

function requireGroups(asked: string[], subnet: Subnet, world: World): string[] {
  const groups = asked.length
    ? asked.map((id) => world.securityGroups.require(id))
    : world.securityGroups.where((group) => group.vpcId === subnet.vpcId && group.name === "default");
  for (const group of groups)
    if (group.vpcId !== subnet.vpcId)
      throw new ApiError(
        "InvalidParameter",
        `Security group ${group.id} and subnet ${subnet.id} belong to different networks.`,
      );
  return groups.map((group) => group.id);
}

/** A launch may tag the disks and interfaces it makes too; only the instance's tags are kept. */
function tagsForInstance(input: RunInstancesRequest): Tags {
  const others = new Set(["volume", "network-interface"]);
  return tagsFor(
    "instance",
    input.TagSpecifications?.filter((one) => !others.has(one.ResourceType ?? "")),
  );
}

function choosePrivateAddress(input: RunInstancesRequest, subnet: Subnet, world: World): string {
  const asked = input.PrivateIpAddress ?? input.NetworkInterfaces?.[0]?.PrivateIpAddress;
  const block = known(subnet.cidr);
  const taken = new Set(instancesIn(subnet, world).map((row) => row.privateAddress));
  if (asked !== undefined) {
    const base = parseAddress(asked);
    if (base === undefined || !contains(block, { base, length: 32 }))
      throw invalidValue("address", asked, "Address does not fall within the subnet's address range");
    if (taken.has(asked)) throw new ApiError("InvalidIPAddress.InUse", `Address ${asked} is in use.`);
    return asked;
  }
  for (let offset = reservedAddresses - 1; offset < size(block) - 1; offset++) {
    const address = formatAddress(block.base + offset);
    if (!taken.has(address)) return address;
  }
  throw new ApiError(
    "InsufficientFreeAddressesInSubnet",
    `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
  );
}

function wantsPublicAddress(input: RunInstancesRequest, subnet: Subnet): boolean {
  return input.NetworkInterfaces?.[0]?.AssociatePublicIpAddress ?? subnet.mapPublicIpOnLaunch;
}

function publicAddress(world: World): string {
  return formatAddress(known("198.51.100.128/25").base + 1 + world.random.below(126));
}

function stateOf(instance: Instance) {
  return { Code: stateCodes[instance.state], Name: instance.state };
}

function reservation(rows: Instance[], world: World): Wire<Reservation> {
  return {
    ReservationId: rows[0]?.reservationId,
    OwnerId: world.place.account,
    Groups: [],
    Instances: rows.map((row, index) => view(row, index, world)),
  };
}

function view(instance: Instance, launchIndex: number, world: World): Wire<InstanceView> {
  const isLive = instance.state !== "terminated";
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    State: stateOf(instance),
    StateTransitionReason:
      instance.terminatedMs === undefined
        ? ""
        : `User initiated (${new Date(instance.terminatedMs).toISOString().slice(0, 19).replace("T", " ")} GMT)`,
    InstanceType: instance.instanceType,
    KeyName: instance.keyName,
    AmiLaunchIndex: launchIndex,
    LaunchTime: new Date(instance.launchedMs),
    ClientToken: instance.clientToken ?? "",
    Architecture: instance.architecture,
    Placement: { AvailabilityZone: instance.zoneName, GroupName: "", Tenancy: "default" },
    Monitoring: { State: "disabled" },
    RootDeviceName: "/dev/xvda",
    RootDeviceType: "ebs",
    VirtualizationType: "hvm",
    Hypervisor: "xen",
    EbsOptimized: false,
    EnaSupport: true,
    SourceDestCheck: instance.sourceDestCheck,
    MetadataOptions: {
      State: "applied",
      HttpTokens: instance.httpTokens,
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: "enabled",
      HttpProtocolIpv6: "disabled",
      InstanceMetadataTags: "disabled",
    },
    ...(isLive ? networkView(instance, world) : { NetworkInterfaces: [], SecurityGroups: [] }),
    Tags: tagSet(instance.tags),
  };
}

/** Gone once the instance is terminated, as on EC2. */
function networkView(instance: Instance, world: World): Wire<InstanceView> {
  const networkInterface = networkInterfaceView(instance, world);
  return {
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    PrivateIpAddress: instance.privateAddress,
    PrivateDnsName: networkInterface.PrivateDnsName,
    PublicIpAddress: instance.publicAddress,
    PublicDnsName: "",
    SecurityGroups: networkInterface.Groups,
    NetworkInterfaces: [networkInterface],
  };
}

function filtersFor(world: World): FilterTable<Instance> {
  const live = <T>(row: Instance, value: T) => (row.state === "terminated" ? undefined : value);
  return {
    architecture: (row) => row.architecture,
    "availability-zone": (row) => row.zoneName,
    "client-token": (row) => row.clientToken,
    "image-id": (row) => row.imageId,
    "instance-id": (row) => row.id,
    "instance-state-code": (row) => stateCodes[row.state],
    "instance-state-name": (row) => row.state,
    "instance-type": (row) => row.instanceType,
    "instance.group-id": (row) => live(row, row.groupIds),
    "instance.group-name": (row) => row.groupIds.map((id) => world.securityGroups.get(id)?.name),
    "ip-address": (row) => row.publicAddress,
    "key-name": (row) => row.keyName,
    "launch-time": (row) => new Date(row.launchedMs).toISOString(),
    "network-interface.network-interface-id": (row) => live(row, row.networkInterface.id),
    "network-interface.subnet-id": (row) => live(row, row.subnetId),
    "network-interface.vpc-id": (row) => live(row, row.vpcId),
    "network-interface.group-id": (row) => live(row, row.groupIds),
    "owner-id": () => world.place.account,
    "private-ip-address": (row) => live(row, row.privateAddress),
    "reservation-id": (row) => row.reservationId,
    "subnet-id": (row) => live(row, row.subnetId),
    "vpc-id": (row) => live(row, row.vpcId),
  };
}
