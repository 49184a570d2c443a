import type { Route as RouteView } from "@aws-sdk/client-ec2";
import type { Wire } from "../operation";
import type { Kind } from "../resources/kinds";
import type { NetworkAclEntry } from "../resources/vpc/network-acl-entry";
import type { SecurityGroupRule } from "../resources/vpc/security-group-rule";
import type { Packet } from "./packet";

/** One component that a packet comes by, with what decided there. Ids only: a hop outlives what it names. */
export type Hop = {
  kind: Kind;
  id: string;
  account: string;
  region: string;
  vpcId?: string;
  subnetId?: string;
  /** What an interface is attached to. */
  instanceId?: string;
  direction?: Direction;
  /** Absent where a security group lets a reply pass because it knows the request. */
  securityGroupRule?: Omit<SecurityGroupRule, "tags">;
  aclEntry?: NetworkAclEntry;
  route?: Wire<RouteView>;
  transitRoute?: TransitRoute;
  /** The outside address of the tunnel of a VPN connection. */
  tunnel?: string;
  /** What an internet or NAT gateway made of the packet. */
  became?: Packet;
};

export type Direction = "ingress" | "egress";

/** A route of a transit gateway's route table as it was used. */
export type TransitRoute = {
  destination: string;
  state: string;
  origin: string;
  prefixListId: string | undefined;
  attachmentId: string | undefined;
  resourceId: string | undefined;
  resourceType: string | undefined;
};

/** Why a packet went no further. `at` is what stopped it; it need not be among the hops. */
export type Drop = { code: DropCode; text: string; at: Hop; securityGroupIds?: string[] };

export type DropCode = ReachabilityCode | OwnCode;

/** Explanation codes of Reachability Analyzer (its guide, "Explanation codes"), where it has one for what happened. */
export type ReachabilityCode =
  | "BAD_STATE"
  | "BAD_STATE_ROUTE"
  | "BAD_STATE_VPN"
  | "COMPONENT_FILTER_RESTRICTION"
  | "ENI_SG_RULES_MISMATCH"
  | "ENI_SOURCE_DEST_CHECK_RESTRICTION"
  | "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
  | "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS"
  | "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
  | "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"
  | "NO_POSSIBLE_DESTINATION"
  | "NO_ROUTE_TO_DESTINATION"
  | "SUBNET_ACL_RESTRICTION"
  | "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION"
  | "TGW_BAD_STATE_VPN"
  | "TGW_ROUTE_AZ_RESTRICTION"
  | "TGW_RTB_BAD_STATE_ROUTE"
  | "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"
  | "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS"
  | "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS";

/** Ours, for what lies beyond what Reachability Analyzer looks at. */
export type OwnCode =
  | "DEVICE_IS_SILENT"
  | "DEVICE_NO_ROUTE"
  | "DEVICE_STATEFUL"
  | "NAT_NO_SUCH_CONNECTION"
  | "ROUTING_LOOP"
  | "TRAFFIC_SELECTORS"
  | "TUNNEL_DOWN"
  | "TUNNEL_MTU"
  | "VGW_NO_ROUTE";
