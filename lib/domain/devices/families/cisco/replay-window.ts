import type { DeviceModel } from "../../tunnel-model";

/** IOS and ASA know these sizes only, for the whole device (their command references); the largest within AWS's own window. */
export function ciscoReplayWindow(model: DeviceModel): number {
  const wanted = Math.min(...model.tunnels.map((tunnel) => tunnel.replayWindowPackets));
  return [1024, 512, 256, 128].find((size) => size <= wanted) ?? 64;
}
