import type { ModifyTransitGatewayRequest, ModifyTransitGatewayResult } from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, incorrectState, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { type AttachedResource, checkAvailable, isOver } from "./attachment";
import { requireTransitGateway, type TransitGateway, type TransitGatewayOptions, view } from "./transit-gateway";
import { addCidrBlocks, readAsn, readSwitch, removeCidrBlocks } from "./transit-gateway-options";

/** What changes is for attachments made afterwards; those that are there stay as they are (SDK). */
export const ModifyTransitGateway: Operation<ModifyTransitGatewayRequest, ModifyTransitGatewayResult> = (
  input,
  world,
) => {
  const gateway = requireTransitGateway(world, need(input.TransitGatewayId, "TransitGatewayId"));
  checkAvailable(gateway);
  if (input.Description === undefined && !input.Options) throw missingParameter("Options");
  const options = changedOptions(gateway, input.Options ?? {}, world);
  gateway.options = options;
  gateway.description = input.Description ?? gateway.description;
  gateway.state = "modifying";
  world.later(timings.transitGatewayModifying, "transit-gateway-available", gateway.id);
  return { TransitGateway: view(gateway, world) };
};

type Given = NonNullable<ModifyTransitGatewayRequest["Options"]>;

function changedOptions(gateway: TransitGateway, given: Given, world: World): TransitGatewayOptions {
  const { options } = gateway;
  if (given.EncryptionSupport !== undefined)
    throw new ApiError("UnsupportedOperation", "Encryption support is not simulated.");
  const asn = readAsn(given.AmazonSideAsn);
  if (asn !== undefined && asn !== options.amazonAsn) refuseAsnChange(gateway, world);
  const left = removeCidrBlocks(options.cidrBlocks, given.RemoveTransitGatewayCidrBlocks);
  refuseBlocksInUse(gateway, given.RemoveTransitGatewayCidrBlocks ?? [], world);
  return {
    ...options,
    amazonAsn: asn ?? options.amazonAsn,
    cidrBlocks: addCidrBlocks(left, given.AddTransitGatewayCidrBlocks),
    autoAcceptSharedAttachments:
      readSwitch("AutoAcceptSharedAttachments", given) ?? options.autoAcceptSharedAttachments,
    vpnEcmpSupport: readSwitch("VpnEcmpSupport", given) ?? options.vpnEcmpSupport,
    dnsSupport: readSwitch("DnsSupport", given) ?? options.dnsSupport,
    securityGroupReferencingSupport:
      readSwitch("SecurityGroupReferencingSupport", given) ?? options.securityGroupReferencingSupport,
    ...changedDefaults(gateway, given, world),
  };
}

/** The default tables. A default that is switched on needs a table: the one named, or the one it has. */
function changedDefaults(gateway: TransitGateway, given: Given, world: World) {
  const { options } = gateway;
  const association = readSwitch("DefaultRouteTableAssociation", given) ?? options.defaultRouteTableAssociation;
  const propagation = readSwitch("DefaultRouteTablePropagation", given) ?? options.defaultRouteTablePropagation;
  const associationTableId = ownTable(gateway, given.AssociationDefaultRouteTableId, world);
  const propagationTableId = ownTable(gateway, given.PropagationDefaultRouteTableId, world);
  const kept = {
    associationTableId: association === "enable" ? (associationTableId ?? options.associationTableId) : undefined,
    propagationTableId: propagation === "enable" ? (propagationTableId ?? options.propagationTableId) : undefined,
  };
  if (association === "enable" && !kept.associationTableId) throw missingParameter("AssociationDefaultRouteTableId");
  if (propagation === "enable" && !kept.propagationTableId) throw missingParameter("PropagationDefaultRouteTableId");
  return { defaultRouteTableAssociation: association, defaultRouteTablePropagation: propagation, ...kept };
}

function ownTable(gateway: TransitGateway, id: string | undefined, world: World): string | undefined {
  if (id === undefined) return undefined;
  const table = world.transitGatewayRouteTables.requireLive(id);
  if (table.transitGatewayId !== gateway.id)
    throw invalidParameterValue(`${id} does not belong to Transit Gateway ${gateway.id}`);
  checkAvailable(table);
  return id;
}

/** The ends that speak BGP with the ASN, or were set up with it (SDK, ModifyTransitGatewayOptions.AmazonSideAsn). */
const asnTypes: AttachedResource["type"][] = ["vpn", "vpn-concentrator", "client-vpn", "connect"];

function refuseAsnChange(gateway: TransitGateway, world: World): void {
  const holder = world.transitGatewayAttachments.find(
    ({ transitGatewayId, resource, state }) =>
      transitGatewayId === gateway.id && asnTypes.includes(resource.type) && !isOver(state),
  );
  if (holder)
    throw incorrectState(
      `The ASN of ${gateway.id} cannot be modified while it has ${holder.resource.type} attachments.`,
    );
}

function refuseBlocksInUse(gateway: TransitGateway, removed: string[], world: World): void {
  const peer = world.transitGatewayConnectPeers.find(
    (row) => row.transitGatewayId === gateway.id && row.state !== "deleted" && removed.includes(row.transitGatewayCidr),
  );
  if (peer)
    throw incorrectState(
      `The CIDR block ${peer.transitGatewayCidr} is in use by Transit Gateway Connect Peer ${peer.id}.`,
    );
}
