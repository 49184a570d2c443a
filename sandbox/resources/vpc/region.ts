import type {
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, invalidParameterValue } from "../../protocol/errors";
import type { World } from "../../world";

/** Region → the short name in zone ids and the letters of its zones. Opt-in Regions are left out. */
const regions: Record<string, { zoneIdPrefix: string; letters: string }> = {
  "ap-northeast-1": { zoneIdPrefix: "apne1", letters: "acd" },
  "ap-northeast-2": { zoneIdPrefix: "apne2", letters: "abcd" },
  "ap-northeast-3": { zoneIdPrefix: "apne3", letters: "abc" },
  "ap-south-1": { zoneIdPrefix: "aps1", letters: "abc" },
  "ap-southeast-1": { zoneIdPrefix: "apse1", letters: "abc" },
  "ap-southeast-2": { zoneIdPrefix: "apse2", letters: "abc" },
  "ca-central-1": { zoneIdPrefix: "cac1", letters: "abd" },
  "eu-central-1": { zoneIdPrefix: "euc1", letters: "abc" },
  "eu-north-1": { zoneIdPrefix: "eun1", letters: "abc" },
  "eu-west-1": { zoneIdPrefix: "euw1", letters: "abc" },
  "eu-west-2": { zoneIdPrefix: "euw2", letters: "abc" },
  "eu-west-3": { zoneIdPrefix: "euw3", letters: "abc" },
  "sa-east-1": { zoneIdPrefix: "sae1", letters: "abc" },
  "us-east-1": { zoneIdPrefix: "use1", letters: "abcdef" },
  "us-east-2": { zoneIdPrefix: "use2", letters: "abc" },
  "us-west-1": { zoneIdPrefix: "usw1", letters: "ac" },
  "us-west-2": { zoneIdPrefix: "usw2", letters: "abcd" },
};

export type Zone = { name: string; id: string };

export function isRegion(name: string): boolean {
  return Object.hasOwn(regions, name);
}

/** The availability zones of the world's Region. */
export function zonesOf(world: World): Zone[] {
  const region = regions[world.place.region];
  if (!region) throw new Error(`Not a Region: ${world.place.region}`);
  return [...region.letters].map((letter, index) => ({
    name: world.place.region + letter,
    id: `${region.zoneIdPrefix}-az${index + 1}`,
  }));
}

export const DescribeAvailabilityZones: Operation<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult> = (
  input,
  world,
) => {
  const zones = zonesOf(world);
  for (const name of input.ZoneNames ?? [])
    if (!zones.some((zone) => zone.name === name)) throw invalidParameterValue(`Invalid availability zone: [${name}]`);
  for (const id of input.ZoneIds ?? [])
    if (!zones.some((zone) => zone.id === id)) throw invalidParameterValue(`Invalid availability zone-id: [${id}]`);
  const asked = zones
    .filter((zone) => !input.ZoneNames?.length || input.ZoneNames.includes(zone.name))
    .filter((zone) => !input.ZoneIds?.length || input.ZoneIds.includes(zone.id));
  return {
    AvailabilityZones: applyFilters(asked, input.Filters, zoneFilters(world)).map((zone) => ({
      State: "available",
      OptInStatus: "opt-in-not-required",
      Messages: [],
      RegionName: world.place.region,
      ZoneName: zone.name,
      ZoneId: zone.id,
      GroupName: `${world.place.region}-zg-1`,
      NetworkBorderGroup: world.place.region,
      ZoneType: "availability-zone",
    })),
  };
};

export const DescribeRegions: Operation<DescribeRegionsRequest, DescribeRegionsResult> = (input) => {
  for (const name of input.RegionNames ?? [])
    if (!isRegion(name)) throw new ApiError("InvalidParameterValue", `Invalid region provided: [${name}]`);
  const names = Object.keys(regions).filter((name) => !input.RegionNames?.length || input.RegionNames.includes(name));
  const rows = names.map((name) => ({ name, endpoint: `ec2.${name}.amazonaws.com` }));
  const found = applyFilters(rows, input.Filters, {
    "region-name": (row) => row.name,
    endpoint: (row) => row.endpoint,
    "opt-in-status": () => "opt-in-not-required",
  });
  return {
    Regions: found.map((row) => ({
      RegionName: row.name,
      Endpoint: row.endpoint,
      OptInStatus: "opt-in-not-required",
    })),
  };
};

function zoneFilters(world: World): FilterTable<Zone> {
  return {
    "group-long-name": () => [],
    "group-name": () => `${world.place.region}-zg-1`,
    message: () => [],
    "opt-in-status": () => "opt-in-not-required",
    "parent-zone-id": () => [],
    "parent-zone-name": () => [],
    "region-name": () => world.place.region,
    state: () => "available",
    "zone-id": (zone) => zone.id,
    "zone-type": () => "availability-zone",
    "zone-name": (zone) => zone.name,
  };
}
