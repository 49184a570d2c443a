import type {
  AssociateVpcCidrBlockRequest,
  AssociateVpcCidrBlockResult,
  DisassociateVpcCidrBlockRequest,
  DisassociateVpcCidrBlockResult,
} from "@aws-sdk/client-ec2";
import { type Block, contains, formatBlock, known, overlaps } from "../../net";
import { contains6, known6 } from "../../net6";
import type { Operation } from "../../operation";
import { ApiError, dependencyViolation, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { timings } from "../../timings";
import type { World } from "../../world";
import { openDefaultNetworkAclForIpv6 } from "./network-acl";
import { readBlock, type Vpc } from "./vpc";

/** A block of a VPC or of a subnet. */
export type CidrAssociation = { id: string; cidr: string; state: "associating" | "associated" | "disassociating" };

/** The ranges AWS keeps apart: a VPC with a block in one cannot take one of the others (VPC User Guide, "CIDR block association restrictions"). */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"].map(known);
const sharedRange = known("100.64.0.0/10");

export const AssociateVpcCidrBlock: Operation<AssociateVpcCidrBlockRequest, AssociateVpcCidrBlockResult> = (
  input,
  world,
) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (input.Ipv6CidrBlock || input.Ipv6Pool)
    throw new ApiError("UnsupportedOperation", "IPv6 blocks of one's own are not simulated.");
  if (input.AmazonProvidedIpv6CidrBlock) {
    const { id, cidr, state } = addAmazonIpv6Cidr(vpc, world);
    const Ipv6CidrBlockAssociation = {
      AssociationId: id,
      Ipv6CidrBlock: cidr,
      Ipv6CidrBlockState: { State: state },
      Ipv6Pool: "Amazon",
      NetworkBorderGroup: world.place.region,
    };
    return { VpcId: vpc.id, Ipv6CidrBlockAssociation };
  }
  const block = readBlock(need(input.CidrBlock, "CidrBlock"), "cidrBlock");
  requireFit(block, vpc, world);
  requireRoom(world, "ipv4CidrsPerVpc", vpc.secondaryCidrs.length + 1);
  const association = newCidrAssociation(world, formatBlock(block));
  vpc.secondaryCidrs.push(association);
  world.later(timings.cidrChanging, "cidr-associations-settled", vpc.id);
  return { VpcId: vpc.id, CidrBlockAssociation: ipv4View(association) };
};

export const DisassociateVpcCidrBlock: Operation<DisassociateVpcCidrBlockRequest, DisassociateVpcCidrBlockResult> = (
  input,
  world,
) => {
  const id = need(input.AssociationId, "AssociationId");
  const vpc = world.vpcs.find((row) => associationsOf(row).some((one) => one.id === id));
  if (!vpc || id === vpc.cidrAssociationId) throw refusal(id, vpc);
  const association = need(
    associationsOf(vpc).find((one) => one.id === id),
    "AssociationId",
  );
  if (isUsed(association.cidr, vpc, world)) throw dependencyViolation("vpc", vpc.id);
  association.state = "disassociating";
  world.later(timings.cidrChanging, "cidr-associations-settled", vpc.id);
  if (!association.cidr.includes(":")) return { VpcId: vpc.id, CidrBlockAssociation: ipv4View(association) };
  const Ipv6CidrBlockState = { State: association.state };
  return {
    VpcId: vpc.id,
    Ipv6CidrBlockAssociation: { AssociationId: id, Ipv6CidrBlock: association.cidr, Ipv6CidrBlockState },
  };
};

/** What was being added is there, what was being removed is gone. */
export function cidrAssociationsSettle(world: World, vpcId: string): void {
  const vpc = world.vpcs.get(vpcId);
  if (!vpc) return;
  vpc.secondaryCidrs = settle(vpc.secondaryCidrs);
  vpc.ipv6Cidrs = settle(vpc.ipv6Cidrs);
  for (const subnet of world.subnets.where((row) => row.vpcId === vpcId)) subnet.ipv6Cidrs = settle(subnet.ipv6Cidrs);
}

export function newCidrAssociation(world: World, cidr: string, prefix = "vpc-cidr-assoc"): CidrAssociation {
  return { id: `${prefix}-0${world.random.pick("0123456789abcdef", 16)}`, cidr, state: "associating" };
}

/** A /56 of Amazon's. Here it is cut from the documentation range (RFC 3849), so that it is nobody's. */
export function addAmazonIpv6Cidr(vpc: Vpc, world: World): CidrAssociation {
  requireRoom(world, "ipv6CidrsPerVpc", vpc.ipv6Cidrs.length);
  const association = newCidrAssociation(world, newIpv6Block(world));
  vpc.ipv6Cidrs.push(association);
  openDefaultNetworkAclForIpv6(world, vpc);
  world.later(timings.cidrChanging, "cidr-associations-settled", vpc.id);
  return association;
}

function newIpv6Block(world: World): string {
  const taken = new Set(world.vpcs.all().flatMap((row) => row.ipv6Cidrs.map(({ cidr }) => cidr)));
  for (;;) {
    const [third, fourth] = [world.random.below(65_536), world.random.below(256) * 256];
    const groups = [third, fourth].map((group) => group.toString(16)).join(":");
    const cidr = `2001:db8:${groups}::/56`.replace(":0::", "::");
    if (!taken.has(cidr)) return cidr;
  }
}

function requireFit(block: Block, vpc: Vpc, world: World): void {
  const text = formatBlock(block);
  if (block.length < 16 || block.length > 28) throw new ApiError("InvalidVpc.Range", `The CIDR '${text}' is invalid.`);
  const present = [vpc.cidr, ...vpc.secondaryCidrs.map(({ cidr }) => cidr)].map(known);
  if (present.some((other) => overlaps(other, block)))
    throw new ApiError("InvalidVpc.Range", `The CIDR '${text}' conflicts with another CIDR of the VPC ${vpc.id}.`);
  if (isRestricted(block, known(vpc.cidr)))
    throw new ApiError(
      "InvalidVpc.Range",
      `The CIDR '${text}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Subnets.html`,
    );
  requireNoRoute(text, block, vpc, world);
}

/** A block in one private range cannot be joined by one of another; shared and public ones can. */
function isRestricted(block: Block, primary: Block): boolean {
  const rangeOf = (one: Block) => privateRanges.find((range) => contains(range, one));
  const wanted = rangeOf(block);
  if (!wanted) return false;
  const present = rangeOf(primary);
  if (contains(sharedRange, primary)) return false;
  return present === undefined || present !== wanted;
}

/** A new block may not be the same as, or wider than, the destination of a route of the VPC. */
function requireNoRoute(text: string, block: Block, vpc: Vpc, world: World): void {
  for (const table of world.routeTables.where((row) => row.vpcId === vpc.id))
    for (const { destination } of table.routes)
      if (/^[\d.]+\//.test(destination) && contains(block, known(destination)))
        throw new ApiError(
          "InvalidCidrBlock",
          `The CIDR '${text}' is the same as, or larger than, the destination ${destination} of a route in ${table.id}.`,
        );
}

function isUsed(cidr: string, vpc: Vpc, world: World): boolean {
  const subnets = world.subnets.where((row) => row.vpcId === vpc.id);
  if (!cidr.includes(":")) return subnets.some((row) => contains(known(cidr), known(row.cidr)));
  return subnets.some((row) => row.ipv6Cidrs.some((one) => contains6(known6(cidr), known6(one.cidr))));
}

function associationsOf(vpc: Vpc): CidrAssociation[] {
  const primary: CidrAssociation = { id: vpc.cidrAssociationId, cidr: vpc.cidr, state: "associated" };
  return [primary, ...vpc.secondaryCidrs, ...vpc.ipv6Cidrs];
}

function refusal(id: string, vpc: Vpc | undefined): ApiError {
  if (vpc)
    return new ApiError(
      "OperationNotPermitted",
      `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    );
  return new ApiError(
    "InvalidVpcCidrBlockAssociationID.NotFound",
    `The vpc CIDR block association ID '${id}' does not exist`,
  );
}

function settle(associations: CidrAssociation[]): CidrAssociation[] {
  return associations
    .filter(({ state }) => state !== "disassociating")
    .map((association) => ({ ...association, state: "associated" }));
}

function ipv4View({ id, cidr, state }: CidrAssociation) {
  return { AssociationId: id, CidrBlock: cidr, CidrBlockState: { State: state } };
}
