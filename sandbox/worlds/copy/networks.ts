import { CreateTags } from "../../resources/tag";
import { AttachInternetGateway, CreateInternetGateway } from "../../resources/vpc/internet-gateway";
import { zonesOf } from "../../resources/vpc/region";
import { CreateRoute } from "../../resources/vpc/route";
import { EnableVgwRoutePropagation } from "../../resources/vpc/route-propagation";
import { AssociateRouteTable, CreateRouteTable } from "../../resources/vpc/route-table";
import { CreateSecurityGroup } from "../../resources/vpc/security-group";
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
} from "../../resources/vpc/security-group-rule";
import { CreateSubnet } from "../../resources/vpc/subnet";
import { CreateVpc } from "../../resources/vpc/vpc";
import { AssociateVpcCidrBlock } from "../../resources/vpc/vpc-cidr";
import { AttachVpnGateway, CreateVpnGateway } from "../../resources/vpn/vpn-gateway";
import { type Copying, tagged } from "./copying";
import type { DescribeAnswers, DescribedRouteTable } from "./describe-answers";
import { copyNetworkAcls } from "./network-acls";

/** VPCs with what they come with, subnets, gateways and security groups. */
export function copyNetworks(copying: Copying, answers: DescribeAnswers): void {
  const { world } = copying;
  copyVpcs(copying, answers);
  // A further block takes a moment before subnets may lie in it.
  copying.wait(60);
  const zones = new Set(zonesOf(world).map(({ name }) => name));
  for (const { SubnetId, VpcId, CidrBlock, AvailabilityZone, Tags } of answers.DescribeSubnets.Subnets)
    copying.take(SubnetId, () => {
      copying.promise("subnet", SubnetId);
      const zone = AvailabilityZone !== undefined && zones.has(AvailabilityZone) ? { AvailabilityZone } : {};
      CreateSubnet({ VpcId, CidrBlock, ...zone, TagSpecifications: tagged("subnet", Tags) }, world);
    });
  for (const { InternetGatewayId, Attachments, Tags } of answers.DescribeInternetGateways.InternetGateways)
    copying.take(InternetGatewayId, () => {
      copying.promise("internetGateway", InternetGatewayId);
      CreateInternetGateway({ TagSpecifications: tagged("internet-gateway", Tags) }, world);
      for (const { VpcId } of Attachments) AttachInternetGateway({ InternetGatewayId, VpcId }, world);
    });
  copyVpnGateways(copying, answers);
  copySecurityGroups(copying, answers);
  copyNetworkAcls(copying, answers);
  copying.wait(60);
}

/** Route tables, their associations, written routes and propagation: when everything is there that they lead to. */
export function copyRouting(copying: Copying, { DescribeRouteTables }: DescribeAnswers): void {
  for (const table of DescribeRouteTables.RouteTables) copyRouteTable(copying, table);
}

function copyVpcs(copying: Copying, answers: DescribeAnswers): void {
  for (const { VpcId, CidrBlock, InstanceTenancy, Tags } of answers.DescribeVpcs.Vpcs)
    copying.take(VpcId, () => {
      const main = answers.DescribeRouteTables.RouteTables.find((table) => table.VpcId === VpcId && mainOf(table));
      const group = answers.DescribeSecurityGroups.SecurityGroups.find(
        (other) => other.VpcId === VpcId && other.GroupName === "default",
      );
      copying.promise("vpc", VpcId);
      copying.promise("routeTable", main?.RouteTableId);
      copying.promise("routeTableAssociation", main && mainOf(main)?.RouteTableAssociationId);
      const acl = answers.DescribeNetworkAcls.NetworkAcls.find((other) => other.VpcId === VpcId && other.IsDefault);
      copying.promise("securityGroup", group?.GroupId);
      copying.promise("networkAcl", acl?.NetworkAclId);
      CreateVpc({ CidrBlock, InstanceTenancy, TagSpecifications: tagged("vpc", Tags) }, copying.world);
    });
  for (const { VpcId, CidrBlock: primary, CidrBlockAssociationSet } of answers.DescribeVpcs.Vpcs)
    for (const { CidrBlock, CidrBlockState } of CidrBlockAssociationSet)
      if (CidrBlock !== primary && (CidrBlockState?.State ?? "associated") === "associated")
        copying.take(`${VpcId} ${CidrBlock}`, () => AssociateVpcCidrBlock({ VpcId, CidrBlock }, copying.world));
}

function copyVpnGateways(copying: Copying, answers: DescribeAnswers): void {
  for (const { VpnGatewayId, State, AmazonSideAsn, VpcAttachments, Tags } of answers.DescribeVpnGateways.VpnGateways)
    if (State !== "deleted" && State !== "deleting")
      copying.take(VpnGatewayId, () => {
        copying.promise("vpnGateway", VpnGatewayId);
        const TagSpecifications = tagged("vpn-gateway", Tags);
        CreateVpnGateway({ Type: "ipsec.1", AmazonSideAsn, TagSpecifications }, copying.world);
        for (const { VpcId, State: state } of VpcAttachments)
          if (state === "attached" || state === "attaching") AttachVpnGateway({ VpnGatewayId, VpcId }, copying.world);
      });
}

/** Rules after all groups: they may name each other. */
function copySecurityGroups(copying: Copying, { DescribeSecurityGroups: { SecurityGroups } }: DescribeAnswers): void {
  const { world } = copying;
  for (const { GroupId, GroupName, Description, VpcId, Tags } of SecurityGroups)
    if (!world.securityGroups.get(GroupId))
      copying.take(GroupId, () => {
        copying.promise("securityGroup", GroupId);
        CreateSecurityGroup(
          { GroupName, Description, VpcId, TagSpecifications: tagged("security-group", Tags) },
          world,
        );
      });
  for (const { GroupId, IpPermissions, IpPermissionsEgress } of SecurityGroups)
    copying.take(GroupId, () => {
      const own = world.securityGroupRules.where((rule) => rule.groupId === GroupId);
      const ids = (isEgress: boolean) => own.filter((rule) => rule.isEgress === isEgress).map(({ id }) => id);
      if (ids(false).length) RevokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds: ids(false) }, world);
      if (ids(true).length) RevokeSecurityGroupEgress({ GroupId, SecurityGroupRuleIds: ids(true) }, world);
      if (IpPermissions.length) AuthorizeSecurityGroupIngress({ GroupId, IpPermissions }, world);
      if (IpPermissionsEgress.length)
        AuthorizeSecurityGroupEgress({ GroupId, IpPermissions: IpPermissionsEgress }, world);
    });
}

function copyRouteTable(copying: Copying, table: DescribedRouteTable): void {
  const { world } = copying;
  const { RouteTableId, VpcId, Associations, PropagatingVgws, Routes, Tags } = table;
  copying.take(RouteTableId, () => {
    copying.promise("routeTable", RouteTableId);
    if (!world.routeTables.get(RouteTableId))
      CreateRouteTable({ VpcId, TagSpecifications: tagged("route-table", Tags) }, world);
    else if (Tags.length) CreateTags({ Resources: [RouteTableId], Tags: tagged("route-table", Tags)[0]?.Tags }, world);
  });
  for (const { RouteTableAssociationId, SubnetId } of Associations)
    if (SubnetId !== undefined)
      copying.take(RouteTableAssociationId, () => {
        copying.promise("routeTableAssociation", RouteTableAssociationId);
        AssociateRouteTable({ RouteTableId, SubnetId }, world);
      });
  for (const { Origin, ...route } of Routes)
    if (Origin === "CreateRoute")
      copying.take(`${RouteTableId} ${route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock}`, () =>
        CreateRoute({ RouteTableId, ...route }, world),
      );
  for (const { GatewayId } of PropagatingVgws)
    copying.take(`${RouteTableId} ${GatewayId}`, () => EnableVgwRoutePropagation({ RouteTableId, GatewayId }, world));
}

function mainOf(table: DescribedRouteTable) {
  return table.Associations.find(({ Main }) => Main === true);
}
