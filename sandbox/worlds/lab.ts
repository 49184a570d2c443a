import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import type { World } from "../world";
import { sshAndPing, WorldBuilder } from "./builder";

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
  startHost(build, { vpc, subnet });
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
function startHost(build: WorldBuilder, { vpc, subnet }: { vpc: string; subnet: string }): void {
  const groupId = build.securityGroup({
    name: "lab-sg",
    about: "SSH and ping from the site",
    vpcId: vpc,
    ingress: sshAndPing([{ CidrIp: "10.60.0.0/16", Description: "the site" }]),
  });
  build.host("lab-host", { subnetId: subnet, address: "10.50.1.10", groupId });
}
