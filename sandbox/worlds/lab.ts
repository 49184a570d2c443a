import { RunInstances } from "../resources/vpc/instance";
import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import { CreateSecurityGroup } from "../resources/vpc/security-group";
import { AuthorizeSecurityGroupIngress } from "../resources/vpc/security-group-rule";
import type { World } from "../world";
import { id, named, WorldBuilder } from "./builder";

const minute = 60_000;

/**
 * The lab that most write-ups of Site-to-Site VPN build: one VPC with a host in it, one site with a static prefix, one key on
 * both tunnels, propagation on. An hour old; the tunnels are down until the device is configured.
 */
export function fillLab(world: World): void {
  const now = world.nowMs;
  const build = new WorldBuilder(world);
  world.nowMs = now - 60 * minute;
  const vpc = build.vpc("lab-vpc", "10.50.0.0/16");
  build.moveTo(world.nowMs + minute);
  const subnet = build.subnet("lab-subnet", vpc, "10.50.1.0/24", "a");
  const gateway = build.vpnGateway("lab-vgw", 64_512, vpc);
  build.moveTo(world.nowMs + minute);
  const RouteTableId = build.routeTable("lab-rt", vpc, [subnet]);
  EnableVgwRoutePropagation({ RouteTableId, GatewayId: gateway }, world);
  startHost(world, { vpc, subnet });
  build.connection(
    {
      name: "lab-vpn",
      address: "3.37.222.142",
      staticPrefixes: ["10.60.0.0/16"],
      preSharedKeys: ["cloudneta", "cloudneta"],
    },
    gateway,
  );
  build.moveTo(now);
}

/** A host that answers ping and SSH from the site. */
function startHost(world: World, { vpc, subnet }: { vpc: string; subnet: string }): void {
  const TagSpecifications = named("security-group", "lab-sg");
  const group = { GroupName: "lab-sg", Description: "SSH and ping from the site", VpcId: vpc, TagSpecifications };
  const GroupId = id(CreateSecurityGroup(group, world).GroupId);
  const IpRanges = [{ CidrIp: "10.60.0.0/16", Description: "the site" }];
  AuthorizeSecurityGroupIngress(
    {
      GroupId,
      IpPermissions: [
        { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges },
        { IpProtocol: "icmp", FromPort: -1, ToPort: -1, IpRanges },
      ],
    },
    world,
  );
  RunInstances(
    {
      ImageId: "ami-0a5a0dbe0c2d3e4f1",
      InstanceType: "t3.micro",
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnet,
      PrivateIpAddress: "10.50.1.10",
      SecurityGroupIds: [GroupId],
      TagSpecifications: named("instance", "lab-host"),
    },
    world,
  );
}
