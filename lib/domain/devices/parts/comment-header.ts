import type { DeviceModel } from "../tunnel-model";
import { commentText } from "./safe-text";

/** How every commented file begins: whose connection it is, in the order of AWS's samples. `mark` is the comment sign. */
export function commentHeader(model: DeviceModel, mark: "!" | "#"): string[] {
  return [
    "Amazon Web Services",
    "Virtual Private Cloud",
    "",
    `Name                            : ${commentText(model.name)}`,
    `Your VPN Connection ID          : ${commentText(model.connectionId)}`,
    `Your Virtual Private Gateway ID : ${commentText(model.vpnGatewayId ?? "none")}`,
    `Your Customer Gateway ID        : ${commentText(model.customerGateway.id ?? "unknown")}`,
    `Your device                     : ${commentText(model.customerGateway.deviceName ?? "not named")}`,
    "",
  ].map((line) => `${mark} ${line}`.trimEnd());
}
