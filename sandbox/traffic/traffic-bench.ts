import type { RunInstancesRequest } from "@aws-sdk/client-ec2";
import { RunInstances } from "../resources/vpc/instance";
import { AuthorizeSecurityGroupIngress } from "../resources/vpc/security-group-rule";
import { CreateSubnet } from "../resources/vpc/subnet";
import { CreateVpc } from "../resources/vpc/vpc";
import { present } from "../test-bench";
import { catchUp } from "../transitions";
import { OutsideAddresses } from "../vpn/outside-addresses";
import { World } from "../world";

/** Worlds of one account that reach each other, for tests that build networks without a server. */
export function newWorlds(seed = "traffic") {
  const outside = new OutsideAddresses();
  const worlds = new Map<string, World>();
  const start = { seed, nowMs: Date.UTC(2026, 0, 5), quotas: new Map([["every", 10_000] as const]) };
  const at = (region: string): World => {
    const world =
      worlds.get(region) ??
      new World({ account: "111122223333", region }, outside, start, (_account, other) => at(other));
    worlds.set(region, world);
    return world;
  };
  return { at, pass: (seconds: number) => pass([...worlds.values()], seconds) };
}

function pass(worlds: World[], seconds: number): void {
  for (const world of worlds) catchUp(world, world.nowMs + seconds * 1000);
}

/** A VPC `10.<n>.0.0/16` with one subnet and a host in it that lets everything in. */
export function newHost(world: World, n: number) {
  const vpcId = present(CreateVpc({ CidrBlock: `10.${n}.0.0/16` }, world).Vpc?.VpcId);
  const AvailabilityZone = `${world.place.region}a`;
  const made = CreateSubnet({ VpcId: vpcId, CidrBlock: `10.${n}.1.0/24`, AvailabilityZone }, world);
  const subnetId = present(made.Subnet?.SubnetId);
  const group = present(world.securityGroups.find((row) => row.vpcId === vpcId));
  const IpPermissions = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
  AuthorizeSecurityGroupIngress({ GroupId: group.id, IpPermissions }, world);
  const launch: RunInstancesRequest = {
    ImageId: "ami-0a5a0dbe0c2d3e4f1",
    MinCount: 1,
    MaxCount: 1,
    SubnetId: subnetId,
    PrivateIpAddress: `10.${n}.1.10`,
  };
  const instanceId = present(RunInstances(launch, world).Instances?.[0]?.InstanceId);
  const table = present(world.routeTables.find((row) => row.vpcId === vpcId));
  const aclId = world.subnets.require(subnetId).networkAclId;
  return { vpcId, subnetId, groupId: group.id, aclId, tableId: table.id, instanceId, address: `10.${n}.1.10` };
}
