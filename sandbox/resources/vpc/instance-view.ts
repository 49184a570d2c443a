import type {
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult,
  DescribeInstancesRequest,
  DescribeInstancesResult,
  Instance as InstanceView,
  Reservation,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import { publicAddressOf } from "./address";
import type { Instance } from "./instance";
import { memberFilters } from "./instance-member-filters";
import { metadataView } from "./instance-metadata";
import { interfacesOf, type NetworkInterface } from "./network-interface";
import { instanceInterfaceView, interfaceFilters, privateDnsName, publicDnsName } from "./network-interface-view";
import { volumesOf } from "./volume";

const stateCodes = { pending: 0, running: 16, "shutting-down": 32, terminated: 48, stopping: 64, stopped: 80 };

export const DescribeInstances: Operation<DescribeInstancesRequest, DescribeInstancesResult> = (input, world) => {
  const ids = input.InstanceIds;
  const found = page(select(world.instances, ids, input.Filters, filtersFor(world)), input, ids);
  const groups = new Map<string, Instance[]>();
  for (const row of found.rows) groups.set(row.reservationId, [...(groups.get(row.reservationId) ?? []), row]);
  return { Reservations: [...groups.values()].map((rows) => reservation(rows, world)), NextToken: found.nextToken };
};

export const DescribeInstanceStatus: Operation<DescribeInstanceStatusRequest, DescribeInstanceStatusResult> = (
  input,
  world,
) => {
  const asked = select(world.instances, input.InstanceIds, input.Filters, statusFilters);
  const shown = asked.filter((row) => input.IncludeAllInstances || row.state === "running");
  const found = page(shown, input, input.InstanceIds);
  return {
    InstanceStatuses: found.rows.map((row) => ({
      InstanceId: row.id,
      AvailabilityZone: row.zone.name,
      AvailabilityZoneId: row.zone.id,
      Operator: { Managed: false },
      InstanceState: instanceStateView(row),
      InstanceStatus: statusView(row),
      SystemStatus: statusView(row),
      AttachedEbsStatus: statusView(row),
    })),
    NextToken: found.nextToken,
  };
};

export function instanceStateView(instance: Instance) {
  return { Code: stateCodes[instance.state], Name: instance.state };
}

/** What was launched by one call. */
export function reservation(rows: Instance[], world: World): Wire<Reservation> {
  return {
    ReservationId: rows[0]?.reservationId,
    OwnerId: world.place.account,
    Groups: [],
    Instances: rows.map((row) => view(row, world)),
  };
}

function statusView(row: Instance) {
  if (row.state !== "running") return { Status: "not-applicable" };
  return { Status: "ok", Details: [{ Name: "reachability", Status: "passed" }] };
}

function view(instance: Instance, world: World): Wire<InstanceView> {
  const hasEnded = instance.endedMs !== undefined;
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    State: instanceStateView(instance),
    StateTransitionReason: transitionReason(instance),
    StateReason: hasEnded
      ? { Code: "Client.UserInitiatedShutdown", Message: "Client.UserInitiatedShutdown: User initiated shutdown" }
      : undefined,
    InstanceType: instance.instanceType,
    KeyName: instance.keyName,
    AmiLaunchIndex: instance.launchIndex,
    LaunchTime: new Date(instance.launchedMs),
    ClientToken: instance.clientToken ?? "",
    Architecture: instance.architecture,
    Placement: {
      AvailabilityZone: instance.zone.name,
      AvailabilityZoneId: instance.zone.id,
      GroupName: "",
      Tenancy: world.vpcs.get(instance.vpcId)?.tenancy ?? "default",
    },
    Monitoring: { State: instance.isMonitored ? "enabled" : "disabled" },
    RootDeviceName: "/dev/xvda",
    RootDeviceType: "ebs",
    BlockDeviceMappings: volumesOf(instance.id, world).map(({ id, attachment }) => ({
      DeviceName: attachment?.device,
      Ebs: {
        VolumeId: id,
        Status: "attached",
        AttachTime: attachment && new Date(attachment.attachedMs),
        DeleteOnTermination: attachment?.deleteOnTermination,
      },
    })),
    VirtualizationType: "hvm",
    Hypervisor: "xen",
    EbsOptimized: instance.ebsOptimized,
    EnaSupport: true,
    CurrentInstanceBootMode: "uefi",
    CpuOptions: { CoreCount: 1, ThreadsPerCore: instance.architecture === "arm64" ? 1 : 2 },
    CapacityReservationSpecification: { CapacityReservationPreference: "open" },
    HibernationOptions: { Configured: false },
    EnclaveOptions: { Enabled: false },
    MaintenanceOptions: { AutoRecovery: "default", RebootMigration: "default" },
    PrivateDnsNameOptions: {
      HostnameType: "ip-name",
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    UsageOperationUpdateTime: new Date(instance.launchedMs),
    MetadataOptions: metadataView(instance.metadata),
    ...networkView(instance, world),
    Tags: tagSet(instance.tags),
  };
}

function transitionReason({ endedMs }: Instance): string {
  if (endedMs === undefined) return "";
  return `User initiated (${new Date(endedMs).toISOString().slice(0, 19).replace("T", " ")} GMT)`;
}

/** Gone once the instance is terminated, as on EC2. */
function networkView(instance: Instance, world: World): Wire<InstanceView> {
  const interfaces = interfacesOf(instance.id, world);
  const [primary] = interfaces;
  const address = primary?.privateAddresses[0];
  if (!primary || address === undefined) return { NetworkInterfaces: [], SecurityGroups: [] };
  const open = publicAddressOf(primary, address, world)?.address;
  const views = interfaces.map((row) => instanceInterfaceView(row, world));
  return {
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    PrivateIpAddress: address,
    PrivateDnsName: privateDnsName(address, world),
    PublicIpAddress: open,
    PublicDnsName: publicDnsName(open, instance.vpcId, world),
    Ipv6Address: primary.ipv6Addresses[0],
    SourceDestCheck: primary.sourceDestCheck,
    SecurityGroups: views[0]?.Groups,
    NetworkInterfaces: views,
  };
}

const statusFilters: FilterTable<Instance> = {
  "application-status.status": () => [],
  "attached-ebs-status.reachability": (row) => (row.state === "running" ? "passed" : "insufficient-data"),
  "attached-ebs-status.status": (row) => statusView(row).Status,
  "availability-zone": (row) => row.zone.name,
  "availability-zone-id": (row) => row.zone.id,
  "event.code": () => [],
  "event.description": () => [],
  "event.instance-event-id": () => [],
  "event.not-after": () => [],
  "event.not-before": () => [],
  "event.not-before-deadline": () => [],
  "instance-state-code": (row) => stateCodes[row.state],
  "instance-state-name": (row) => row.state,
  "instance-status.reachability": (row) => (row.state === "running" ? "passed" : "insufficient-data"),
  "instance-status.status": (row) => statusView(row).Status,
  "operator.managed": () => false,
  "operator.principal": () => [],
  "system-status.reachability": (row) => (row.state === "running" ? "passed" : "insufficient-data"),
  "system-status.status": (row) => statusView(row).Status,
};

/** The documented filters of DescribeInstances that anything here can have. */
function filtersFor(world: World): FilterTable<Instance> {
  return {
    ...instanceFilters(world),
    ...networkFilters(world),
    ...memberFilters(world, (row) => view(row, world)),
  };
}

function instanceFilters(world: World): FilterTable<Instance> {
  const primary = (row: Instance) => interfacesOf(row.id, world)[0];
  const groups = (row: Instance) => primary(row)?.groupIds ?? [];
  const volumes = (row: Instance) => volumesOf(row.id, world);
  const open = (row: Instance) => {
    const first = primary(row);
    const [address] = first?.privateAddresses ?? [];
    return first && address !== undefined ? publicAddressOf(first, address, world)?.address : undefined;
  };
  return {
    affinity: () => [],
    architecture: (row) => row.architecture,
    "availability-zone": (row) => row.zone.name,
    "availability-zone-id": (row) => row.zone.id,
    "block-device-mapping.attach-time": (row) =>
      volumes(row).map(({ attachment }) => attachment && new Date(attachment.attachedMs).toISOString()),
    "block-device-mapping.delete-on-termination": (row) =>
      volumes(row).map(({ attachment }) => attachment?.deleteOnTermination),
    "block-device-mapping.device-name": (row) => volumes(row).map(({ attachment }) => attachment?.device),
    "block-device-mapping.status": (row) => volumes(row).map(() => "attached"),
    "block-device-mapping.volume-id": (row) => volumes(row).map(({ id }) => id),
    "client-token": (row) => row.clientToken,
    "current-instance-boot-mode": () => "uefi",
    "dns-name": (row) => publicDnsName(open(row), row.vpcId, world),
    "ebs-optimized": (row) => row.ebsOptimized,
    "ena-support": () => true,
    hypervisor: () => "xen",
    "iam-instance-profile.arn": () => [],
    "iam-instance-profile.id": () => [],
    "image-id": (row) => row.imageId,
    "instance-id": (row) => row.id,
    "instance-lifecycle": () => [],
    "instance-state-code": (row) => stateCodes[row.state],
    "instance-state-name": (row) => row.state,
    "instance-type": (row) => row.instanceType,
    "instance.group-id": groups,
    "instance.group-name": (row) => groups(row).map((id) => world.securityGroups.get(id)?.name),
    "ip-address": open,
    "ipv6-address": (row) => primary(row)?.ipv6Addresses,
    "kernel-id": () => [],
    "key-name": (row) => row.keyName,
    "launch-index": (row) => row.launchIndex,
    "launch-time": (row) => new Date(row.launchedMs).toISOString(),
    "metadata-options.http-endpoint": (row) => row.metadata.endpoint,
    "metadata-options.http-protocol-ipv6": (row) => row.metadata.ipv6,
    "metadata-options.http-put-response-hop-limit": (row) => row.metadata.hopLimit,
    "metadata-options.http-tokens": (row) => row.metadata.tokens,
    "metadata-options.instance-metadata-tags": (row) => row.metadata.tags,
    "metadata-options.state": () => "applied",
    "monitoring-state": (row) => (row.isMonitored ? "enabled" : "disabled"),
    "owner-id": () => world.place.account,
    "placement-group-name": () => [],
    platform: () => [],
    "platform-details": () => "Linux/UNIX",
    "private-dns-name": (row) =>
      primary(row)
        ?.privateAddresses.slice(0, 1)
        .map((one) => privateDnsName(one, world)),
    "private-ip-address": (row) => primary(row)?.privateAddresses[0],
    "product-code": () => [],
    "product-code.type": () => [],
    "ramdisk-id": () => [],
    reason: transitionReason,
    "requester-id": () => [],
    "reservation-id": (row) => row.reservationId,
    "root-device-name": () => "/dev/xvda",
    "root-device-type": () => "ebs",
    "source-dest-check": (row) => primary(row)?.sourceDestCheck,
    "state-reason-code": (row) => (row.endedMs === undefined ? undefined : "Client.UserInitiatedShutdown"),
    "subnet-id": (row) => primary(row) && row.subnetId,
    tenancy: (row) => world.vpcs.get(row.vpcId)?.tenancy ?? "default",
    "usage-operation": () => "RunInstances",
    "virtualization-type": () => "hvm",
    "vpc-id": (row) => primary(row) && row.vpcId,
  };
}

/** `network-interface.<filter of an interface>`, in the spelling of DescribeNetworkInterfaces. */
function networkFilters(world: World): FilterTable<Instance> {
  const table: FilterTable<Instance> = {};
  for (const [name, read] of Object.entries(interfaceFilters(world)))
    table[`network-interface.${name}`] = (row) =>
      interfacesOf(row.id, world).flatMap((one: NetworkInterface) => read(one));
  return table;
}
