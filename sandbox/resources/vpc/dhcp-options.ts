import type {
  AssociateDhcpOptionsRequest,
  CreateDhcpOptionsRequest,
  CreateDhcpOptionsResult,
  DeleteDhcpOptionsRequest,
  DescribeDhcpOptionsRequest,
  DescribeDhcpOptionsResult,
  DhcpOptions as DhcpOptionsView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { dependencyViolation, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";

/** What instances of a VPC are told by DHCP. */
export type DhcpOptions = { id: string; isDefault: boolean; options: { key: string; values: string[] }[]; tags: Tags };

const knownKeys = [
  "domain-name",
  "domain-name-servers",
  "ipv6-address-preferred-lease-time",
  "netbios-name-servers",
  "netbios-node-type",
  "ntp-servers",
];

export const CreateDhcpOptions: Operation<CreateDhcpOptionsRequest, CreateDhcpOptionsResult> = (input, world) => {
  const options = need(input.DhcpConfigurations, "DhcpConfiguration").map(({ Key = "", Values = [] }) => {
    if (!knownKeys.includes(Key)) throw invalidParameterValue(`Invalid DHCP option key ${Key}`);
    if (Values.length === 0) throw missingParameter("DhcpConfiguration.Value");
    if (Key === "netbios-node-type" && !["1", "2", "4", "8"].includes(Values[0] ?? ""))
      throw invalidParameterValue(`Value (${Values[0]}) for parameter netbios-node-type is invalid.`);
    return { key: Key, values: Values };
  });
  const tags = tagsFor("dhcpOptions", input.TagSpecifications);
  const row = world.dhcpOptions.add({ id: world.newId("dhcpOptions"), isDefault: false, options, tags });
  return { DhcpOptions: view(row, world) };
};

export const DescribeDhcpOptions: Operation<DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult> = (input, world) => {
  defaultDhcpOptions(world);
  const ids = input.DhcpOptionsIds;
  const found = page(select(world.dhcpOptions, ids, input.Filters, filtersFor(world)), input, ids);
  return { DhcpOptions: found.rows.map((row) => view(row, world)), NextToken: found.nextToken };
};

/** `default` means none: instances are told nothing (SDK). */
export const AssociateDhcpOptions: Operation<AssociateDhcpOptionsRequest> = (input, world) => {
  const id = need(input.DhcpOptionsId, "DhcpOptionsId");
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  vpc.dhcpOptionsId = id === "default" ? id : world.dhcpOptions.require(id).id;
  return undefined;
};

export const DeleteDhcpOptions: Operation<DeleteDhcpOptionsRequest> = (input, world) => {
  const row = world.dhcpOptions.require(need(input.DhcpOptionsId, "DhcpOptionsId"));
  if (world.vpcs.find((vpc) => vpc.dhcpOptionsId === row.id)) throw dependencyViolation("dhcpOptions", row.id);
  world.dhcpOptions.delete(row.id);
  return undefined;
};

/** The set that new VPCs begin with: Amazon's resolver and the Region's domain. One for the whole Region. */
export function defaultDhcpOptions(world: World): DhcpOptions {
  const known = world.dhcpOptions.find((row) => row.isDefault);
  if (known) return known;
  const { region } = world.place;
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return world.dhcpOptions.add<DhcpOptions>({
    id: world.newId("dhcpOptions"),
    isDefault: true,
    options: [
      { key: "domain-name", values: [domain] },
      { key: "domain-name-servers", values: ["AmazonProvidedDNS"] },
    ],
    tags: new Map(),
  });
}

function view(row: DhcpOptions, world: World): Wire<DhcpOptionsView> {
  return {
    DhcpOptionsId: row.id,
    OwnerId: world.place.account,
    DhcpConfigurations: row.options.map(({ key, values }) => ({
      Key: key,
      Values: values.map((Value) => ({ Value })),
    })),
    Tags: tagSet(row.tags),
  };
}

function filtersFor(world: World): FilterTable<DhcpOptions> {
  return {
    "dhcp-options-id": (row) => row.id,
    key: (row) => row.options.map(({ key }) => key),
    "owner-id": () => world.place.account,
    value: (row) => row.options.flatMap(({ values }) => values),
  };
}
