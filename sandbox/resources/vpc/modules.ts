import * as account from "./account";
import * as address from "./address";
import * as addressAssociation from "./address-association";
import * as dhcpOptions from "./dhcp-options";
import * as egressOnlyInternetGateway from "./egress-only-internet-gateway";
import * as image from "./image";
import * as instance from "./instance";
import * as instanceAttribute from "./instance-attribute";
import * as instanceMetadata from "./instance-metadata";
import * as instanceState from "./instance-state";
import * as instanceType from "./instance-type";
import * as instanceView from "./instance-view";
import * as internetGateway from "./internet-gateway";
import * as keyPair from "./key-pair";
import * as natGateway from "./nat-gateway";
import * as natGatewayAddress from "./nat-gateway-address";
import * as networkAcl from "./network-acl";
import * as networkAclEntry from "./network-acl-entry";
import * as networkInterface from "./network-interface";
import * as networkInterfaceAttribute from "./network-interface-attribute";
import * as prefixList from "./prefix-list";
import * as prefixListView from "./prefix-list-view";
import * as region from "./region";
import * as route from "./route";
import * as routePropagation from "./route-propagation";
import * as routeTable from "./route-table";
import * as securityGroup from "./security-group";
import * as securityGroupReference from "./security-group-reference";
import * as securityGroupRule from "./security-group-rule";
import * as securityGroupRuleModify from "./security-group-rule-modify";
import * as securityGroupRuleView from "./security-group-rule-view";
import * as subnet from "./subnet";
import * as subnetAttribute from "./subnet-attribute";
import * as subnetCidr from "./subnet-cidr";
import * as volume from "./volume";
import * as vpc from "./vpc";
import * as vpcAttribute from "./vpc-attribute";
import * as vpcCidr from "./vpc-cidr";

/** The files of this family that hold EC2 actions. */
export const vpcModules = [
  account,
  addressAssociation,
  address,
  dhcpOptions,
  egressOnlyInternetGateway,
  image,
  instanceAttribute,
  instanceMetadata,
  instanceState,
  instanceType,
  instanceView,
  instance,
  internetGateway,
  keyPair,
  natGatewayAddress,
  natGateway,
  networkAclEntry,
  networkAcl,
  networkInterfaceAttribute,
  networkInterface,
  prefixListView,
  prefixList,
  region,
  routePropagation,
  routeTable,
  route,
  securityGroupReference,
  securityGroupRuleModify,
  securityGroupRuleView,
  securityGroupRule,
  securityGroup,
  subnetAttribute,
  subnetCidr,
  subnet,
  volume,
  vpcAttribute,
  vpcCidr,
  vpc,
];
