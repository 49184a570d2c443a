import type { FilterTable } from "../../describe";
import { viewFilters } from "../../view-filters";
import type { World } from "../../world";
import type { Instance } from "./instance";
import { interfacesOf, type NetworkInterface } from "./network-interface";
import { instanceInterfaceView, interfaceFilters } from "./network-interface-view";

/** The documented filters of DescribeInstances that only look at what the answer shows (SDK), often of things that do not exist here. */
export function memberFilters(world: World, view: (row: Instance) => object): FilterTable<Instance> {
  return {
    ...viewFilters(ofTheInstance, view),
    ...viewFilters(ofItsInterfaces, (row) => ({ NetworkInterface: interfacesOf(row.id, world).map(viewOf) })),
    ...underOtherNames(world),
    // For EC2-Classic only; older clients still know them.
    "group-id": () => [],
    "group-name": () => [],
    "metadata-options.http-protocol-ipv4": () => "enabled",
    "network-performance-options.bandwidth-weighting": () => "default",
    "operator.managed": () => false,
    "state-reason-message": (row) =>
      row.endedMs === undefined ? undefined : "Client.UserInitiatedShutdown: User initiated shutdown",
  };

  function viewOf(one: NetworkInterface) {
    const shown = instanceInterfaceView(one, world);
    return { ...shown, Addresses: shown.PrivateIpAddresses, PublicDnsName: shown.Association?.PublicDnsName };
  }
}

const ofTheInstance = [
  "boot-mode",
  "capacity-reservation-id",
  "capacity-reservation-specification.capacity-reservation-preference",
  "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id",
  "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn",
  "enclave-options.enabled",
  "hibernation-options.configured",
  "host-id",
  "maintenance-options.auto-recovery",
  "operator.principal",
  "outpost-arn",
  "placement-partition-number",
  "private-dns-name-options.enable-resource-name-dns-a-record",
  "private-dns-name-options.enable-resource-name-dns-aaaa-record",
  "private-dns-name-options.hostname-type",
  "spot-instance-request-id",
  "tpm-support",
  "usage-operation-update-time",
];

const ofItsInterfaces = [
  "network-interface.addresses.association.carrier-ip",
  "network-interface.addresses.association.customer-owned-ip",
  "network-interface.addresses.association.ip-owner-id",
  "network-interface.addresses.association.public-dns-name",
  "network-interface.addresses.private-dns-name",
  "network-interface.association.carrier-ip",
  "network-interface.association.customer-owned-ip",
  "network-interface.attachment.network-card-index",
  "network-interface.deny-all-igw-traffic",
  "network-interface.ipv4-prefixes.ipv4-prefix",
  "network-interface.ipv6-addresses.is-primary-ipv6",
  "network-interface.ipv6-native",
  "network-interface.ipv6-prefixes.ipv6-prefix",
  "network-interface.outpost-arn",
  "network-interface.public-dns-name",
];

function underOtherNames(world: World): FilterTable<Instance> {
  const known = interfaceFilters(world);
  const as = (name: keyof typeof known) => (row: Instance) =>
    interfacesOf(row.id, world).flatMap((one) => known[name]?.(one));
  const tags = (row: Instance) => interfacesOf(row.id, world).flatMap((one) => [...one.tags]);
  return {
    "network-interface.addresses.association.allocation-id": as("association.allocation-id"),
    "network-interface.addresses.association.association-id": as("association.association-id"),
    "network-interface.ipv6-address": as("ipv6-addresses.ipv6-address"),
    "network-interface.tag-key": (row) => tags(row).map(([key]) => key),
    "network-interface.tag-value": (row) => tags(row).map(([, value]) => value),
  };
}
