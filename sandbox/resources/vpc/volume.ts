import type {
  BlockDeviceMapping,
  DescribeVolumesRequest,
  DescribeVolumesResult,
  Volume as VolumeView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { type Tags, tagSet } from "../../tags";
import type { World } from "../../world";
import { rootDevice } from "./image";
import type { Zone } from "./region";

/** A disk of an instance. It holds nothing. */
export type Volume = {
  id: string;
  zone: Zone;
  sizeGiB: number;
  type: string;
  iops: number | undefined;
  throughput: number | undefined;
  isEncrypted: boolean;
  createdMs: number;
  attachment: VolumeAttachment | undefined;
  tags: Tags;
};

type VolumeAttachment = { instanceId: string; device: string; deleteOnTermination: boolean; attachedMs: number };

export const DescribeVolumes: Operation<DescribeVolumesRequest, DescribeVolumesResult> = (input, world) => {
  const found = page(select(world.volumes, input.VolumeIds, input.Filters, volumeFilters), input, input.VolumeIds);
  return { Volumes: found.rows.map(view), NextToken: found.nextToken };
};

/** The disks of a new instance: its image's root disk, changed and added to as the launch says. */
export function addVolumes(
  instance: { id: string; tags: Tags },
  mappings: BlockDeviceMapping[],
  { subnet }: { subnet: { zone: Zone } },
  world: World,
): void {
  const devices = [
    rootDevice.name,
    ...mappings.flatMap(({ DeviceName, Ebs }) => (DeviceName && Ebs ? [DeviceName] : [])),
  ];
  for (const device of new Set(devices)) {
    const ebs = mappings.find(({ DeviceName }) => DeviceName === device)?.Ebs ?? {};
    const type = ebs.VolumeType ?? rootDevice.type;
    world.volumes.add<Volume>({
      id: world.newId("volume"),
      zone: subnet.zone,
      sizeGiB: ebs.VolumeSize ?? rootDevice.sizeGiB,
      type,
      iops: ebs.Iops ?? (type === "gp3" ? 3000 : 100),
      throughput: ebs.Throughput ?? (type === "gp3" ? 125 : undefined),
      isEncrypted: ebs.Encrypted ?? false,
      createdMs: world.nowMs,
      attachment: {
        instanceId: instance.id,
        device,
        deleteOnTermination: ebs.DeleteOnTermination ?? true,
        attachedMs: world.nowMs,
      },
      tags: new Map(instance.tags),
    });
  }
}

export function volumesOf(instanceId: string, world: World): Volume[] {
  return world.volumes.where(({ attachment }) => attachment?.instanceId === instanceId);
}

/** When an instance ends its disks go with it, or stay without it. */
export function releaseVolumesOf(instanceId: string, world: World): void {
  for (const row of volumesOf(instanceId, world)) {
    if (row.attachment?.deleteOnTermination) world.volumes.delete(row.id);
    else row.attachment = undefined;
  }
}

function view(row: Volume): Wire<VolumeView> {
  const { attachment } = row;
  return {
    VolumeId: row.id,
    AvailabilityZone: row.zone.name,
    AvailabilityZoneId: row.zone.id,
    Size: row.sizeGiB,
    VolumeType: row.type,
    Iops: row.iops,
    Throughput: row.throughput,
    Encrypted: row.isEncrypted,
    MultiAttachEnabled: false,
    SnapshotId: "",
    State: attachment ? "in-use" : "available",
    CreateTime: new Date(row.createdMs),
    Attachments: attachment
      ? [
          {
            VolumeId: row.id,
            InstanceId: attachment.instanceId,
            Device: attachment.device,
            State: "attached",
            DeleteOnTermination: attachment.deleteOnTermination,
            AttachTime: new Date(attachment.attachedMs),
          },
        ]
      : [],
    Tags: tagSet(row.tags),
  };
}

const volumeFilters: FilterTable<Volume> = {
  "attachment.attach-time": ({ attachment }) => attachment && new Date(attachment.attachedMs).toISOString(),
  "attachment.delete-on-termination": ({ attachment }) => attachment?.deleteOnTermination,
  "attachment.device": ({ attachment }) => attachment?.device,
  "attachment.instance-id": ({ attachment }) => attachment?.instanceId,
  "attachment.status": ({ attachment }) => attachment && "attached",
  "availability-zone": (row) => row.zone.name,
  "availability-zone-id": (row) => row.zone.id,
  "create-time": (row) => new Date(row.createdMs).toISOString(),
  encrypted: (row) => row.isEncrypted,
  "fast-restored": () => false,
  "multi-attach-enabled": () => false,
  "operator.managed": () => false,
  "operator.principal": () => [],
  size: (row) => row.sizeGiB,
  "snapshot-id": () => [],
  status: ({ attachment }) => (attachment ? "in-use" : "available"),
  "volume-id": (row) => row.id,
  "volume-type": (row) => row.type,
};
