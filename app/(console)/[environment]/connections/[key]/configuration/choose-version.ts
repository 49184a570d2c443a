import { isAcceptable } from "@/lib/domain/problem";
import type { DeviceChoice } from "@/lib/server/network/device-config";

/** The version asked for, else the newest without a blocking problem. */
export function chooseVersion({ id, versions }: DeviceChoice, asked: unknown): DeviceChoice["versions"][number] {
  const newestFirst = [...versions].sort((a, b) => b.ikeVersion.localeCompare(a.ikeVersion));
  const version =
    versions.find(({ ikeVersion }) => ikeVersion === asked) ??
    newestFirst.find(({ problems }) => isAcceptable(problems)) ??
    newestFirst[0];
  if (version === undefined) throw new Error(`The device family ${id} has no IKE version`);
  return version;
}
