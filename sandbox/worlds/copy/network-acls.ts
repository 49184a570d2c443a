import { CreateNetworkAcl, ReplaceNetworkAclAssociation } from "../../resources/vpc/network-acl";
import { CreateNetworkAclEntry, DeleteNetworkAclEntry } from "../../resources/vpc/network-acl-entry";
import { type Copying, tagged } from "./copying";
import type { DescribeAnswers } from "./describe-answers";

/** The rules shown as `*`, which nobody writes, begin here (VPC User Guide, "Network ACL rules"). */
const LAST_RULE = 32_766;

/** Network ACLs with their rules and subnets. The default one is there with its VPC and takes the rules it was described with. */
export function copyNetworkAcls(copying: Copying, { DescribeNetworkAcls: { NetworkAcls } }: DescribeAnswers): void {
  const { world } = copying;
  for (const { NetworkAclId, VpcId, Entries, Associations, Tags } of NetworkAcls) {
    if (!world.networkAcls.get(NetworkAclId))
      copying.take(NetworkAclId, () => {
        copying.promise("networkAcl", NetworkAclId);
        CreateNetworkAcl({ VpcId, TagSpecifications: tagged("network-acl", Tags) }, world);
      });
    for (const { number, isEgress } of [...(world.networkAcls.get(NetworkAclId)?.entries ?? [])])
      DeleteNetworkAclEntry({ NetworkAclId, RuleNumber: number, Egress: isEgress }, world);
    for (const entry of Entries)
      if (entry.RuleNumber <= LAST_RULE)
        copying.take(`${NetworkAclId} ${entry.RuleNumber}`, () =>
          CreateNetworkAclEntry({ NetworkAclId, ...entry }, world),
        );
    for (const { SubnetId } of Associations) {
      const subnet = world.subnets.get(SubnetId);
      if (subnet && subnet.networkAclId !== NetworkAclId)
        copying.take(`${NetworkAclId} ${subnet.id}`, () =>
          ReplaceNetworkAclAssociation({ AssociationId: subnet.networkAclAssociationId, NetworkAclId }, world),
        );
    }
  }
}
