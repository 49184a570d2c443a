import type {
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult,
  DescribeInstanceTypesRequest,
  DescribeInstanceTypesResult,
  InstanceTypeInfo,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidParameterValue, invalidValue } from "../../protocol/errors";
import { viewFilters } from "../../view-filters";
import { zonesOf } from "./region";

type InstanceType = { cpus: number; memoryMiB: number; architecture: "x86_64" | "arm64"; interfacesMax: number };
type NamedType = InstanceType & { name: string };

/** Small types for a test host (EC2 User Guide, "Instance types"). */
const instanceTypes: Record<string, InstanceType> = {
  "t2.micro": { cpus: 1, memoryMiB: 1024, architecture: "x86_64", interfacesMax: 2 },
  "t3.nano": { cpus: 2, memoryMiB: 512, architecture: "x86_64", interfacesMax: 2 },
  "t3.micro": { cpus: 2, memoryMiB: 1024, architecture: "x86_64", interfacesMax: 2 },
  "t3.small": { cpus: 2, memoryMiB: 2048, architecture: "x86_64", interfacesMax: 3 },
  "t4g.nano": { cpus: 2, memoryMiB: 512, architecture: "arm64", interfacesMax: 2 },
  "t4g.micro": { cpus: 2, memoryMiB: 1024, architecture: "arm64", interfacesMax: 2 },
  "m5.large": { cpus: 2, memoryMiB: 8192, architecture: "x86_64", interfacesMax: 3 },
};

const addressesPerInterface: Record<string, number> = { "t3.small": 4, "m5.large": 10 };

export const DescribeInstanceTypes: Operation<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> = (input) => {
  const names = input.InstanceTypes?.length ? input.InstanceTypes : Object.keys(instanceTypes);
  for (const name of names)
    if (!Object.hasOwn(instanceTypes, name))
      throw new ApiError("InvalidInstanceType", `The following supplied instance types do not exist: [${name}]`);
  const rows = names.map((name) => ({ name, ...requireInstanceType(name) }));
  const found = page(applyFilters(rows, input.Filters, typeFilters), input, input.InstanceTypes, {
    least: 5,
    most: 100,
  });
  return { InstanceTypes: found.rows.map(view), NextToken: found.nextToken };
};

/** Every type is offered everywhere. */
export const DescribeInstanceTypeOfferings: Operation<
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult
> = (input, world) => {
  const type = input.LocationType ?? "region";
  const zones = zonesOf(world);
  const places: Record<string, string[]> = {
    region: [world.place.region],
    "availability-zone": zones.map(({ name }) => name),
    "availability-zone-id": zones.map(({ id }) => id),
    outpost: [],
  };
  const locations = Object.hasOwn(places, type) ? places[type] : undefined;
  if (!locations) throw invalidValue("locationType", type);
  const rows = Object.keys(instanceTypes).flatMap((name) => locations.map((location) => ({ name, location })));
  const filters = {
    "instance-type": (row: { name: string }) => row.name,
    location: (row: { location: string }) => row.location,
  };
  const found = page(applyFilters(rows, input.Filters, filters), input);
  return {
    InstanceTypeOfferings: found.rows.map(({ name, location }) => ({
      InstanceType: name,
      LocationType: type,
      Location: location,
    })),
    NextToken: found.nextToken,
  };
};

export function requireInstanceType(name: string): InstanceType {
  const type = Object.hasOwn(instanceTypes, name) ? instanceTypes[name] : undefined;
  if (type) return type;
  throw invalidParameterValue(`Invalid value '${name}' for InstanceType.`);
}

function isCurrent(name: string): boolean {
  return !name.startsWith("t2.");
}

function view({ name, cpus, memoryMiB, architecture, interfacesMax }: NamedType): Wire<InstanceTypeInfo> {
  const threads = architecture === "arm64" || cpus === 1 ? 1 : 2;
  return {
    InstanceType: name,
    CurrentGeneration: isCurrent(name),
    FreeTierEligible: name === "t3.micro",
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedRootDeviceTypes: ["ebs"],
    SupportedVirtualizationTypes: ["hvm"],
    BareMetal: false,
    Hypervisor: isCurrent(name) ? "nitro" : "xen",
    ProcessorInfo: {
      SupportedArchitectures: [architecture],
      SustainedClockSpeedInGhz: 2.5,
      Manufacturer: architecture === "arm64" ? "AWS" : "Intel",
    },
    VCpuInfo: { DefaultVCpus: cpus, DefaultCores: cpus / threads, DefaultThreadsPerCore: threads },
    MemoryInfo: { SizeInMiB: memoryMiB },
    InstanceStorageSupported: false,
    EbsInfo: {
      EbsOptimizedSupport: isCurrent(name) ? "default" : "unsupported",
      EncryptionSupport: "supported",
      NvmeSupport: isCurrent(name) ? "required" : "unsupported",
    },
    NetworkInfo: {
      NetworkPerformance: isCurrent(name) ? "Up to 5 Gigabit" : "Low to Moderate",
      MaximumNetworkInterfaces: interfacesMax,
      MaximumNetworkCards: 1,
      DefaultNetworkCardIndex: 0,
      Ipv4AddressesPerInterface: addressesPerInterface[name] ?? 2,
      Ipv6AddressesPerInterface: addressesPerInterface[name] ?? 2,
      Ipv6Supported: true,
      EnaSupport: isCurrent(name) ? "required" : "unsupported",
      EfaSupported: false,
      EncryptionInTransitSupported: false,
    },
    PlacementGroupInfo: { SupportedStrategies: ["partition", "spread"] },
    HibernationSupported: false,
    BurstablePerformanceSupported: name.startsWith("t"),
    DedicatedHostsSupported: !name.startsWith("t"),
    AutoRecoverySupported: true,
    SupportedBootModes: architecture === "arm64" ? ["uefi"] : ["legacy-bios", "uefi"],
    NitroEnclavesSupport: "unsupported",
    NitroTpmSupport: "unsupported",
  };
}

const memberFilters = viewFilters<NamedType>(
  [
    "ebs-info.attachment-limit-type",
    "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
    "ebs-info.ebs-optimized-info.baseline-iops",
    "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
    "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps",
    "ebs-info.ebs-optimized-info.maximum-iops",
    "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
    "ebs-info.ebs-optimized-support",
    "ebs-info.encryption-support",
    "ebs-info.maximum-ebs-attachments",
    "ebs-info.nvme-support",
    "instance-storage-info.disk.count",
    "instance-storage-info.disk.size-in-gb",
    "instance-storage-info.disk.type",
    "instance-storage-info.encryption-support",
    "instance-storage-info.nvme-support",
    "instance-storage-info.total-size-in-gb",
    "network-info.bandwidth-weightings",
    "network-info.efa-info.maximum-efa-interfaces",
    "network-info.efa-supported",
    "network-info.encryption-in-transit-supported",
    "network-info.flexible-ena-queues-support",
    "network-info.ipv4-addresses-per-interface",
    "network-info.ipv6-addresses-per-interface",
    "network-info.maximum-network-cards",
    "network-info.network-performance",
    "nitro-enclaves-support",
    "nitro-tpm-info.supported-versions",
    "nitro-tpm-support",
    "processor-info.supported-features",
    "processor-info.sustained-clock-speed-in-ghz",
    "reboot-migration-support",
    "vcpu-info.default-cores",
    "vcpu-info.default-threads-per-core",
    "vcpu-info.valid-cores",
    "vcpu-info.valid-threads-per-core",
  ],
  view,
);

const typeFilters: FilterTable<NamedType> = {
  ...memberFilters,
  "auto-recovery-supported": () => true,
  "bare-metal": () => false,
  "burstable-performance-supported": ({ name }) => name.startsWith("t"),
  "current-generation": ({ name }) => isCurrent(name),
  "dedicated-hosts-supported": ({ name }) => !name.startsWith("t"),
  "free-tier-eligible": ({ name }) => name === "t3.micro",
  "hibernation-supported": () => false,
  hypervisor: ({ name }) => (isCurrent(name) ? "nitro" : "xen"),
  "instance-storage-supported": () => false,
  "instance-type": ({ name }) => name,
  "memory-info.size-in-mib": ({ memoryMiB }) => memoryMiB,
  "network-info.ena-support": ({ name }) => (isCurrent(name) ? "required" : "unsupported"),
  "network-info.ipv6-supported": () => true,
  "network-info.maximum-network-interfaces": ({ interfacesMax }) => interfacesMax,
  "processor-info.supported-architecture": ({ architecture }) => architecture,
  "supported-boot-mode": (row) => view(row).SupportedBootModes,
  "supported-root-device-type": () => "ebs",
  "supported-usage-class": () => ["on-demand", "spot"],
  "supported-virtualization-type": () => "hvm",
  "vcpu-info.default-vcpus": ({ cpus }) => cpus,
};
