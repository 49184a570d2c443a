import {
  CreateCustomerGatewayCommand,
  CreateSubnetCommand,
  CreateTransitGatewayCommand,
  type CreateTransitGatewayCommandInput,
  CreateTransitGatewayRouteTableCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  DeleteTransitGatewayCommand,
  DeleteTransitGatewayVpcAttachmentCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  type EC2Client,
  type Filter,
  SearchTransitGatewayRoutesCommand,
  type TransitGatewayRoute,
} from "@aws-sdk/client-ec2";
import type { SandboxControl } from "../../control-client";
import { present } from "../../test-bench";

/** What every test of this family begins with. Each step waits until what it made is `available`. */
export function transitGatewaySteps(ec2: EC2Client, control: SandboxControl) {
  let lastVpc = 0;
  let lastHost = 0;

  async function settle(): Promise<void> {
    await control.advance({ advanceSeconds: 40 });
  }

  async function newGateway(Options: CreateTransitGatewayCommandInput["Options"] = {}): Promise<string> {
    const { TransitGateway } = await ec2.send(new CreateTransitGatewayCommand({ Options }));
    await settle();
    return present(TransitGateway?.TransitGatewayId);
  }

  async function readGateway(id: string) {
    const { TransitGateways } = await ec2.send(new DescribeTransitGatewaysCommand({ TransitGatewayIds: [id] }));
    return present(TransitGateways?.[0]);
  }

  async function removeGateway(TransitGatewayId: string): Promise<void> {
    await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId }));
    await settle();
  }

  async function defaultTable(gatewayId: string): Promise<string> {
    return present((await readGateway(gatewayId)).Options?.AssociationDefaultRouteTableId);
  }

  async function newTable(TransitGatewayId: string): Promise<string> {
    const made = await ec2.send(new CreateTransitGatewayRouteTableCommand({ TransitGatewayId }));
    await settle();
    return present(made.TransitGatewayRouteTable?.TransitGatewayRouteTableId);
  }

  /** A VPC with one subnet in each of the zones; its block is `10.<n>.0.0/16`, another one each time. */
  async function newVpc(zones = ["ap-northeast-2a"], CidrBlock?: string) {
    const prefix = `10.${++lastVpc}`;
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: CidrBlock ?? `${prefix}.0.0/16` }));
    const VpcId = present(Vpc?.VpcId);
    const cidr = present(Vpc?.CidrBlock);
    const SubnetIds: string[] = [];
    for (const [index, AvailabilityZone] of zones.entries()) {
      const block = cidr.replace(/\.0\.0\/\d+$/, `.${index}.0/24`);
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: block, AvailabilityZone }));
      SubnetIds.push(present(Subnet?.SubnetId));
    }
    return { VpcId, SubnetIds, cidr };
  }

  /** Attaches a VPC by its first subnet. */
  async function attach(TransitGatewayId: string, vpc: { VpcId: string; SubnetIds: string[] }): Promise<string> {
    const request = { TransitGatewayId, VpcId: vpc.VpcId, SubnetIds: vpc.SubnetIds.slice(0, 1) };
    const { TransitGatewayVpcAttachment } = await ec2.send(new CreateTransitGatewayVpcAttachmentCommand(request));
    await settle();
    return present(TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
  }

  async function detach(TransitGatewayAttachmentId: string): Promise<void> {
    await ec2.send(new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId }));
    await settle();
  }

  /** A VPN connection and the attachment that came with it. */
  async function newVpn(TransitGatewayId: string, Options: { StaticRoutesOnly?: boolean } = {}) {
    const IpAddress = `198.51.100.${++lastHost}`;
    const made = await ec2.send(new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress, BgpAsn: 65_010 }));
    const CustomerGatewayId = present(made.CustomerGateway?.CustomerGatewayId);
    const request = { Type: "ipsec.1", CustomerGatewayId, TransitGatewayId, Options };
    const { VpnConnection } = await ec2.send(new CreateVpnConnectionCommand(request));
    const connectionId = present(VpnConnection?.VpnConnectionId);
    await settle();
    const attachment = present((await attachments([{ Name: "resource-id", Values: [connectionId] }]))[0]);
    return { connectionId, attachmentId: present(attachment.TransitGatewayAttachmentId), attachment };
  }

  async function attachments(Filters: Filter[]) {
    const found = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ Filters }));
    return present(found.TransitGatewayAttachments);
  }

  async function search(TransitGatewayRouteTableId: string, filters: Record<string, string> = everything) {
    const Filters = Object.entries(filters).map(([Name, value]) => ({ Name, Values: value.split(",") }));
    const found = await ec2.send(new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters }));
    return present(found.Routes);
  }

  return {
    settle,
    newGateway,
    readGateway,
    removeGateway,
    defaultTable,
    newTable,
    newVpc,
    attach,
    detach,
    newVpn,
    attachments,
    search,
  };
}

const everything = { type: "static,propagated" };

/** `10.1.0.0/16 propagated active tgw-attach-…`, for comparing at a glance. */
export function inShort({ DestinationCidrBlock, Type, State, TransitGatewayAttachments }: TransitGatewayRoute): string {
  const ids = (TransitGatewayAttachments ?? []).map((row) => row.TransitGatewayAttachmentId ?? "");
  return [DestinationCidrBlock, Type, State, ...ids.sort()].join(" ");
}
