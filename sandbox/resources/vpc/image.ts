import type { BlockDeviceMapping, DescribeImagesRequest, DescribeImagesResult } from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";

export type Image = { id: string; name: string; architecture: "x86_64" | "arm64"; createdAt: string };

/** Amazon Linux 2023, in both architectures; the ids are our own. */
export const images: Image[] = [
  {
    id: "ami-0a5a0dbe0c2d3e4f1",
    name: "al2023-ami-2023.9.20261020.0-kernel-6.1-x86_64",
    architecture: "x86_64",
    createdAt: "2026-10-20T00:00:00.000Z",
  },
  {
    id: "ami-0b6b1ecf1d3e4f5a2",
    name: "al2023-ami-2023.9.20261020.0-kernel-6.1-arm64",
    architecture: "arm64",
    createdAt: "2026-10-20T00:00:00.000Z",
  },
];

/** The disk of both images. */
export const rootDevice = { name: "/dev/xvda", sizeGiB: 8, type: "gp3" } as const;

const amazonAccount = "137112412989";

export const DescribeImages: Operation<DescribeImagesRequest, DescribeImagesResult> = (input, world) => {
  const asked = input.ImageIds?.length ? input.ImageIds.map(requireImage) : images;
  const isOwned = (owner: string) => owner === "amazon" || owner === amazonAccount;
  const owned = input.Owners?.length && !input.Owners.some(isOwned) ? [] : asked;
  const launchable = (who: string) => who === "all" || who === world.place.account;
  const open = input.ExecutableUsers?.length && !input.ExecutableUsers.some(launchable) ? [] : owned;
  const found = page(applyFilters(open, input.Filters, imageFilters), input, input.ImageIds);
  return { Images: found.rows.map(view), NextToken: found.nextToken };
};

/** Finds an image by id, or by the SSM parameter names under which AWS publishes the newest Amazon Linux. */
export function requireImage(id: string): Image {
  const parameter = /^resolve:ssm:\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-kernel-.*-(x86_64|arm64)$/.exec(
    id,
  );
  const image = images.find((other) => other.id === id || other.architecture === parameter?.[1]);
  if (image) return image;
  if (!id.startsWith("resolve:ssm:") && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id))
    throw new ApiError("InvalidAMIID.Malformed", `Invalid id: "${id}" (expecting "ami-...")`);
  throw new ApiError("InvalidAMIID.NotFound", `The image id '[${id}]' does not exist`);
}

function view(image: Image) {
  const { id, name } = image;
  return {
    ImageId: id,
    Name: name,
    Description: `Amazon Linux 2023 AMI, ${image.architecture}`,
    Architecture: image.architecture,
    CreationDate: image.createdAt,
    ImageLocation: `amazon/${name}`,
    OwnerId: amazonAccount,
    ImageOwnerAlias: "amazon",
    ImageType: "machine",
    Public: true,
    RootDeviceName: rootDevice.name,
    RootDeviceType: "ebs",
    BlockDeviceMappings: [blockDevice],
    BootMode: "uefi-preferred",
    EnaSupport: true,
    Hypervisor: "xen",
    ImdsSupport: "v2.0",
    PlatformDetails: "Linux/UNIX",
    SriovNetSupport: "simple",
    State: "available",
    UsageOperation: "RunInstances",
    VirtualizationType: "hvm",
    Tags: [],
  };
}

const blockDevice: Wire<BlockDeviceMapping> = {
  DeviceName: rootDevice.name,
  Ebs: {
    DeleteOnTermination: true,
    Encrypted: false,
    Iops: 3000,
    Throughput: 125,
    VolumeSize: rootDevice.sizeGiB,
    VolumeType: rootDevice.type,
  },
};

const imageFilters: FilterTable<Image> = {
  architecture: (image) => image.architecture,
  "block-device-mapping.delete-on-termination": () => true,
  "block-device-mapping.device-name": () => rootDevice.name,
  "block-device-mapping.encrypted": () => false,
  "block-device-mapping.snapshot-id": () => [],
  "block-device-mapping.volume-size": () => rootDevice.sizeGiB,
  "block-device-mapping.volume-type": () => rootDevice.type,
  "boot-mode": (image) => view(image).BootMode,
  "creation-date": (image) => image.createdAt,
  description: (image) => view(image).Description,
  "ena-support": () => true,
  "free-tier-eligible": () => true,
  hypervisor: () => "xen",
  "image-allowed": () => true,
  "image-id": (image) => image.id,
  "image-type": () => "machine",
  "image-watermark.source-image-creation-time": () => [],
  "image-watermark.source-image-id": () => [],
  "image-watermark.source-image-region": () => [],
  "image-watermark.watermark-creation-time": () => [],
  "image-watermark.watermark-key": () => [],
  "instance-type-specification.supported-instance-type": () => [],
  "instance-type-specification.unsupported-instance-type": () => [],
  "is-public": () => true,
  "kernel-id": () => [],
  "manifest-location": (image) => view(image).ImageLocation,
  name: (image) => image.name,
  "owner-alias": () => "amazon",
  "owner-id": () => amazonAccount,
  platform: () => [],
  "product-code": () => [],
  "product-code.type": () => [],
  "public-ssm-parameter-name": (image) =>
    `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${image.architecture}`,
  "ramdisk-id": () => [],
  "root-device-name": () => rootDevice.name,
  "root-device-type": () => "ebs",
  "source-image-id": () => [],
  "source-image-region": () => [],
  "source-instance-id": () => [],
  state: () => "available",
  "state-reason-code": () => [],
  "state-reason-message": () => [],
  "sriov-net-support": () => "simple",
  "virtualization-type": () => "hvm",
};
