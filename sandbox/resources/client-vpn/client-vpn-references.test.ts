import { expect, test } from "vitest";
import { ApiError } from "../../protocol/errors";
import { Random } from "../../random";
import { danglingReferences } from "../../references";
import { Sandbox } from "../../sandbox";
import type { World } from "../../world";
import { simulated } from "../registry";
import { mutual, plain } from "./client-vpn-bench";

const runs = 6;
const stepsPerRun = 150;

/** Calls that make, join and take away what Client VPN is made of; `any` picks an id of a table. */
const changes: [string, (any: Picker, dice: Random) => Record<string, unknown>][] = [
  ["CreateVpc", (_, dice) => ({ CidrBlock: `10.${dice.below(4)}.0.0/16` })],
  ["CreateSubnet", ({ vpc }, dice) => ({ VpcId: vpc(), CidrBlock: `10.${dice.below(4)}.${dice.below(9)}.0/24` })],
  ["CreateSecurityGroup", ({ vpc }, dice) => ({ VpcId: vpc(), GroupName: `g${dice.below(99)}`, Description: "g" })],
  ["CreateTransitGateway", () => ({})],
  ["CreateClientVpnEndpoint", ({ vpc }) => ({ ...endpoint, VpcId: vpc() })],
  ["CreateClientVpnEndpoint", () => endpoint],
  [
    "CreateClientVpnEndpoint",
    ({ gateway }) => ({
      ...endpoint,
      TransitGatewayConfiguration: { TransitGatewayId: gateway(), AvailabilityZones: ["ap-northeast-2a"] },
    }),
  ],
  ["AssociateClientVpnTargetNetwork", ({ door, subnet }) => ({ ClientVpnEndpointId: door(), SubnetId: subnet() })],
  [
    "ModifyClientVpnEndpoint",
    ({ door, vpc, group }) => ({ ClientVpnEndpointId: door(), VpcId: vpc(), SecurityGroupIds: [group()] }),
  ],
  [
    "ApplySecurityGroupsToClientVpnTargetNetwork",
    ({ door, vpc, group }) => ({ ClientVpnEndpointId: door(), VpcId: vpc(), SecurityGroupIds: [group()] }),
  ],
  [
    "CreateClientVpnRoute",
    ({ network }) => {
      const { ClientVpnEndpointId, SubnetId: TargetVpcSubnetId } = network();
      return { ClientVpnEndpointId, TargetVpcSubnetId, DestinationCidrBlock: "0.0.0.0/0" };
    },
  ],
  [
    "DisassociateClientVpnTargetNetwork",
    ({ network }) => {
      const { ClientVpnEndpointId, AssociationId } = network();
      return { ClientVpnEndpointId, AssociationId };
    },
  ],
  ["DeleteClientVpnEndpoint", ({ door }) => ({ ClientVpnEndpointId: door() })],
  ["DeleteTransitGatewayClientVpnAttachment", ({ attachment }) => ({ TransitGatewayAttachmentId: attachment() })],
  ["DeleteSecurityGroup", ({ group }) => ({ GroupId: group() })],
  ["DeleteSubnet", ({ subnet }) => ({ SubnetId: subnet() })],
  ["DeleteVpc", ({ vpc }) => ({ VpcId: vpc() })],
  ["DeleteTransitGateway", ({ gateway }) => ({ TransitGatewayId: gateway() })],
];

const endpoint = { ...plain, AuthenticationOptions: [mutual], ClientCidrBlock: "172.20.0.0/16" };

test("in whatever order endpoints, networks, groups and gateways come and go, nothing names what is gone", () => {
  const accepted = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const dice = new Random(run);
    const clock = { mode: "stepped", speed: 1, startMs: Date.UTC(2026, 0, 1) } as const;
    const quotas = new Map([["every" as const, 1000]]);
    const sandbox = new Sandbox({ world: "empty", clock, seed: `client vpn ${run}`, quotas });
    const world = sandbox.worldOf("111122223333", "ap-northeast-2");
    const any = pickFrom(world, dice);
    for (let step = 0; step < stepsPerRun; step++) {
      const [action, inputFor] = changes[dice.below(changes.length)] ?? ["", () => ({})];
      if (!isAccepted(() => simulated.get(action)?.(inputFor(any, dice), world))) continue;
      accepted.add(action);
      if (dice.below(3) === 0) sandbox.advance(dice.below(60));
      expect(danglingReferences(world), `run ${run}, step ${step}, after ${action}`).toEqual([]);
    }
  }
  expect([...accepted].sort()).toEqual([...new Set(changes.map(([action]) => action))].sort());
});

type Picker = ReturnType<typeof pickFrom>;

function pickFrom(world: World, dice: Random) {
  const pick = (rows: { id: string }[]) => rows[dice.below(rows.length)]?.id ?? "none";
  return {
    vpc: () => pick(world.vpcs.all()),
    subnet: () => pick(world.subnets.all()),
    group: () => pick(world.securityGroups.all()),
    gateway: () => pick(world.transitGateways.all()),
    door: () => pick(world.clientVpnEndpoints.all()),
    network: () => {
      const all = world.clientVpnEndpoints
        .all()
        .flatMap(({ id: ClientVpnEndpointId, networks }) =>
          networks.map(({ id, subnetId }) => ({ ClientVpnEndpointId, AssociationId: id, SubnetId: subnetId })),
        );
      return all[dice.below(all.length)] ?? { ClientVpnEndpointId: "none", AssociationId: "none", SubnetId: "none" };
    },
    attachment: () => pick(world.transitGatewayAttachments.all()),
  };
}

/** A refusal is an answer; anything else is a bug. */
function isAccepted(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
