import type { World } from "../../world";
import { choosePrivateAddresses } from "../vpc/interface-addresses";
import {
  addNetworkInterface,
  type NetworkInterface,
  newAttachment,
  removeNetworkInterface,
} from "../vpc/network-interface";

/**
 * Gives an attachment one network interface in each of its subnets and takes away those in others, as the service does
 * (TGW guide, "VPC attachments"). A subnet without a free address is refused before anything is changed.
 */
export function placeInterfaces(world: World, attachmentId: string, subnetIds: string[]): void {
  const present = interfacesOfAttachment(world, attachmentId);
  const added = subnetIds
    .filter((id) => !present.some((row) => row.subnetId === id))
    .map((id) => world.subnets.require(id))
    .map((subnet) => ({ subnet, privateAddresses: choosePrivateAddresses({}, subnet, world) }));
  for (const { subnet, privateAddresses } of added)
    addNetworkInterface(world, subnet, {
      description: descriptionFor(attachmentId),
      interfaceType: "transit_gateway",
      requesterId: world.place.account,
      sourceDestCheck: false,
      privateAddresses,
      attachment: newAttachment(world, { deviceIndex: 1 }),
    });
  for (const row of present) if (!subnetIds.includes(row.subnetId)) removeNetworkInterface(world, row.id);
}

function interfacesOfAttachment(world: World, attachmentId: string): NetworkInterface[] {
  const description = descriptionFor(attachmentId);
  return world.networkInterfaces.where((row) => row.requesterId !== undefined && row.description === description);
}

function descriptionFor(attachmentId: string): string {
  return `Network Interface for Transit Gateway Attachment ${attachmentId}`;
}
