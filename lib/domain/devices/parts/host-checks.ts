import { phrase } from "../../phrase";
import type { DeviceCheck } from "../device-family";
import type { DeviceModel, TunnelModel } from "../tunnel-model";
import { otherwise } from "./check-phrases";
import { carriesInsideAddresses, insideEnds, insideNetworks } from "./inside";

/** A ping through each tunnel by the device itself. `command` and `goodAnswer` are the device's; none where the selectors leave them out. */
export function insidePings(
  model: DeviceModel,
  ping: (tunnel: TunnelModel, index: number) => Pick<DeviceCheck, "command" | "goodAnswer">,
): DeviceCheck[] {
  if (!carriesInsideAddresses(model)) return [];
  return model.tunnels.map((tunnel, index) => ({
    shows: "ping",
    ...ping(tunnel, index),
    otherwise: otherwise.noPing,
  }));
}

/** From a host of the site to a host at AWS, whose address only the reader knows. */
export function hostPing(model: DeviceModel): DeviceCheck[] {
  return insideNetworks(model)
    .aws.slice(0, 1)
    .map((network) => ({
      shows: "ping",
      command: "ping HOST",
      goodAnswer: `HOST is a host in ${network}; the ping is sent by a host at the site\n0% packet loss`,
      otherwise: phrase("devices.check.noHost"),
    }));
}

/** A ping as Linux has it. */
export function linuxPing(model: DeviceModel, tunnel: TunnelModel, from: string) {
  const { aws } = insideEnds(model, tunnel);
  return { command: `ping -c 3 -I ${from} ${aws}`, goodAnswer: "3 packets transmitted, 3 received, 0% packet loss" };
}
