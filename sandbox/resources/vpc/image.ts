import type {
  DescribeImagesRequest,
  DescribeImagesResult,
  DescribeInstanceTypesRequest,
  DescribeInstanceTypesResult,
} from "@aws-sdk/client-ec2";
import { applyFilters } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, invalidParameterValue } from "../../protocol/errors";

type Image = { id: string; name: string; architecture: "x86_64" | "arm64"; createdAt: string };

/** Amazon Linux 2023, in both architectures; the ids are our own. */
const images: Image[] = [
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

const amazonAccount = "137112412989";

/** Small types for a test host: name → vCPUs, MiB, architecture. */
const instanceTypes: Record<string, { cpus: number; memoryMiB: number; architecture: Image["architecture"] }> = {
  "t2.micro": { cpus: 1, memoryMiB: 1024, architecture: "x86_64" },
  "t3.nano": { cpus: 2, memoryMiB: 512, architecture: "x86_64" },
  "t3.micro": { cpus: 2, memoryMiB: 1024, architecture: "x86_64" },
  "t3.small": { cpus: 2, memoryMiB: 2048, architecture: "x86_64" },
  "t4g.nano": { cpus: 2, memoryMiB: 512, architecture: "arm64" },
  "t4g.micro": { cpus: 2, memoryMiB: 1024, architecture: "arm64" },
  "m5.large": { cpus: 2, memoryMiB: 8192, architecture: "x86_64" },
};

export const DescribeImages: Operation<DescribeImagesRequest, DescribeImagesResult> = (input) => {
  const asked = input.ImageIds?.length ? input.ImageIds.map(requireImage) : images;
  const owned = asked.filter(
    () => !input.Owners?.length || input.Owners.some((o) => o === "amazon" || o === amazonAccount),
  );
  const found = applyFilters(owned, input.Filters, {
    architecture: (image) => image.architecture,
    "image-id": (image) => image.id,
    "image-type": () => "machine",
    "is-public": () => true,
    name: (image) => image.name,
    "owner-alias": () => "amazon",
    "owner-id": () => amazonAccount,
    "root-device-type": () => "ebs",
    state: () => "available",
    "virtualization-type": () => "hvm",
  });
  return {
    Images: found.map((image) => ({
      ImageId: image.id,
      Name: image.name,
      Architecture: image.architecture,
      CreationDate: image.createdAt,
      OwnerId: amazonAccount,
      ImageOwnerAlias: "amazon",
      ImageType: "machine",
      Public: true,
      RootDeviceName: "/dev/xvda",
      RootDeviceType: "ebs",
      State: "available",
      VirtualizationType: "hvm",
    })),
  };
};

export const DescribeInstanceTypes: Operation<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> = (input) => {
  const names = input.InstanceTypes?.length ? input.InstanceTypes : Object.keys(instanceTypes);
  const rows = names.map((name) => ({ name, ...requireInstanceType(name) }));
  const found = applyFilters(rows, input.Filters, {
    "instance-type": (row) => row.name,
    "current-generation": (row) => row.name !== "t2.micro",
    "processor-info.supported-architecture": (row) => row.architecture,
  });
  return {
    InstanceTypes: found.map((row) => ({
      InstanceType: row.name,
      CurrentGeneration: row.name !== "t2.micro",
      VCpuInfo: { DefaultVCpus: row.cpus },
      MemoryInfo: { SizeInMiB: row.memoryMiB },
      ProcessorInfo: { SupportedArchitectures: [row.architecture] },
    })),
  };
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

export function requireInstanceType(name: string) {
  const type = Object.hasOwn(instanceTypes, name) ? instanceTypes[name] : undefined;
  if (type) return type;
  throw invalidParameterValue(`Invalid value '${name}' for InstanceType.`);
}
