import type { DeviceCheck } from "../device-family";
import type { DeviceModel } from "../tunnel-model";
import { otherwise } from "./check-phrases";
import { insideEnds } from "./inside";

/** The table most routers share with Cisco's: its last column is a number only while the session is up. */
export function bgpSummary(model: DeviceModel, command: string): DeviceCheck {
  return {
    shows: "bgp",
    command,
    goodAnswer: model.tunnels
      .map(
        (tunnel) =>
          `${insideEnds(model, tunnel).aws}  4  ${tunnel.awsAsn}  … (a number at the end: the networks received)`,
      )
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}
