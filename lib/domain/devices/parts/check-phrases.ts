import { phrase } from "../../phrase";
import type { DeviceModel } from "../tunnel-model";

/** What a bad answer to a check means on any device. */
export const otherwise = {
  noIke: (model: DeviceModel) => phrase("devices.check.noIke", addresses(model)),
  noIpsec: phrase("devices.check.noIpsec"),
  oneWay: phrase("devices.check.oneWay"),
  interfaceDown: phrase("devices.check.interfaceDown"),
  noBgp: ({ tunnels: [{ customerAsn, awsAsn }] }: DeviceModel) =>
    phrase("devices.check.noBgp", { customerAsn: String(customerAsn), awsAsn: String(awsAsn) }),
  noRoutes: ({ routing }: DeviceModel) => phrase("devices.check.noRoutes", { routing }),
  noPing: phrase("devices.check.noPing"),
};

function addresses({ tunnels: [first, second] }: DeviceModel) {
  return { first: first.outsideIpAddress, second: second.outsideIpAddress };
}
