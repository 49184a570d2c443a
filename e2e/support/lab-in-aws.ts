import { z } from "zod";
import { describeWithAwsCli } from "./aws-cli";
import { LAB } from "./lab";
import { expect } from "./test";

const ids = z.object({
  vpc: z.object({ VpcId: z.string() }),
  subnet: z.object({ SubnetId: z.string() }),
  vpnGateway: z.object({ VpnGatewayId: z.string() }),
  customerGateway: z.object({ CustomerGatewayId: z.string() }),
  connection: z.object({ VpnConnectionId: z.string(), CustomerGatewayConfiguration: z.string() }),
  group: z.object({ GroupId: z.string() }),
});

interface Wanted {
  region: string;
  site: string;
  bgpAsn: string;
  /** What the connection holds beside what both labs have. */
  connection: Record<string, unknown>;
}

/** Reads the lab back with the AWS CLI and claims, field by field, that it is what was approved. */
export async function expectLabInAws({ region, site, bgpAsn, connection }: Wanted): Promise<{ connectionId: string }> {
  const read = (operation: string) => describeWithAwsCli(region, operation);
  const [vpcs, subnets, tables, vpnGateways, customerGateways, connections, groups, reservations] = await Promise.all([
    read("describe-vpcs"),
    read("describe-subnets"),
    read("describe-route-tables"),
    read("describe-vpn-gateways"),
    read("describe-customer-gateways"),
    read("describe-vpn-connections"),
    read("describe-security-groups"),
    read("describe-instances"),
  ]);
  const found = ids.parse({
    vpc: vpcs[0],
    subnet: subnets[0],
    vpnGateway: vpnGateways[0],
    customerGateway: customerGateways[0],
    connection: connections[0],
    group: groups.find(({ GroupName }) => GroupName === "lab-access"),
  });
  const { VpcId } = found.vpc;
  const { VpnGatewayId } = found.vpnGateway;

  expect(vpcs).toMatchObject([{ CidrBlock: LAB.vpcCidr, Tags: expect.arrayContaining(named(LAB.vpc)) }]);
  expect(subnets).toMatchObject([{ VpcId, CidrBlock: LAB.subnetCidr, MapPublicIpOnLaunch: false }]);
  expect(tables).toContainEqual(
    expect.objectContaining({
      VpcId,
      Associations: [expect.objectContaining({ SubnetId: found.subnet.SubnetId, Main: false })],
      PropagatingVgws: [{ GatewayId: VpnGatewayId }],
      Tags: expect.arrayContaining(named("lab-private")),
    }),
  );
  expect(vpnGateways).toMatchObject([{ AmazonSideAsn: 64512, VpcAttachments: [{ State: "attached", VpcId }] }]);
  expect(customerGateways).toMatchObject([
    { IpAddress: LAB.deviceAddress, BgpAsn: bgpAsn, Type: "ipsec.1", State: "available" },
  ]);
  expect(customerGateways[0]?.Tags).toEqual(expect.arrayContaining(named(site)));
  expect(connections).toMatchObject([
    {
      State: "available",
      Type: "ipsec.1",
      VpnGatewayId,
      CustomerGatewayId: found.customerGateway.CustomerGatewayId,
      ...connection,
    },
  ]);
  const keys = found.connection.CustomerGatewayConfiguration.matchAll(/<pre_shared_key>(.*?)<\/pre_shared_key>/g);
  expect(Array.from(keys, ([, key]) => key)).toEqual([LAB.key, LAB.key]);
  expect(groups).toContainEqual(
    expect.objectContaining({
      VpcId,
      GroupName: "lab-access",
      IpPermissions: expect.arrayContaining([
        expect.objectContaining({ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [fromSite()] }),
        expect.objectContaining({ IpProtocol: "icmp", IpRanges: [fromSite()] }),
      ]),
    }),
  );
  expect(reservations).toMatchObject([
    {
      Instances: [
        {
          ImageId: LAB.imageId,
          SubnetId: found.subnet.SubnetId,
          InstanceType: "t3.micro",
          State: { Name: "running" },
          SecurityGroups: [{ GroupId: found.group.GroupId }],
        },
      ],
    },
  ]);
  return { connectionId: found.connection.VpnConnectionId };
}

function fromSite() {
  return expect.objectContaining({ CidrIp: LAB.prefix });
}

function named(name: string) {
  return [{ Key: "Name", Value: name }];
}
