import { images } from "../../resources/vpc/image";
import { RunInstances } from "../../resources/vpc/instance";
import { ModifyInstanceAttribute } from "../../resources/vpc/instance-attribute";
import { StopInstances } from "../../resources/vpc/instance-state";
import { type Copying, tagged } from "./copying";
import type { DescribeAnswers, DescribedInstance } from "./describe-answers";

/** Hosts with their address, groups and source check: what packets meet. Disks, keys and public addresses are not taken over. */
export function copyInstances(copying: Copying, { DescribeInstances }: DescribeAnswers): void {
  const present = DescribeInstances.Reservations.flatMap(({ Instances }) => Instances).filter(
    ({ State: { Name = "running" } }) => Name !== "terminated" && Name !== "shutting-down",
  );
  for (const host of present) copying.take(host.InstanceId, () => launch(copying, host));
  copying.wait(60);
  for (const { InstanceId, State } of present)
    if ((State.Name === "stopped" || State.Name === "stopping") && copying.world.instances.get(InstanceId))
      copying.take(InstanceId, () => StopInstances({ InstanceIds: [InstanceId] }, copying.world));
}

function launch(copying: Copying, host: DescribedInstance): void {
  const { InstanceId, InstanceType, SubnetId, PrivateIpAddress } = host;
  copying.promise("instance", InstanceId);
  copying.promise("networkInterface", host.NetworkInterfaces[0]?.NetworkInterfaceId);
  RunInstances(
    {
      ImageId: imageFor(host),
      InstanceType,
      SubnetId,
      PrivateIpAddress,
      SecurityGroupIds: host.SecurityGroups.map(({ GroupId }) => GroupId),
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: tagged("instance", host.Tags),
    },
    copying.world,
  );
  if (!host.SourceDestCheck) ModifyInstanceAttribute({ InstanceId, SourceDestCheck: { Value: false } }, copying.world);
}

/** The same image where the sandbox has it, else one for the same processors: what a host runs changes no packet's way. */
function imageFor({ ImageId, Architecture = "x86_64" }: DescribedInstance): string | undefined {
  const known = images.find(({ id }) => id === ImageId);
  return (known ?? images.find(({ architecture }) => architecture === Architecture))?.id;
}
