import { insideEnds, insideNetworks } from "../../parts/inside";
import { isPreferred, isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend } from "../../parts/preference";
import { nameText } from "../../parts/safe-text";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";

const preferredMap = (model: DeviceModel) => `preferred-${nameText(model.connectionId)}`;
const standbyMap = (model: DeviceModel) => `standby-${nameText(model.connectionId)}`;

/** The route maps of IOS and ASA for a preferred tunnel, which `ciscoNeighborMaps` applies. */
export function ciscoRouteMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  return [
    `! The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "! higher local preference, and what is announced over the other one a longer AS path.",
    `route-map ${preferredMap(model)} permit 10`,
    `  set local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    "exit",
    `route-map ${standbyMap(model)} permit 10`,
    `  set as-path prepend ${standbyPrepend(first).join(" ")}`,
    "exit",
    "!",
  ];
}

/** Within the address family, after the neighbor's other lines. */
export function ciscoNeighborMaps(model: DeviceModel, tunnel: TunnelModel): string[] {
  const neighbor = `    neighbor ${insideEnds(model, tunnel).aws} route-map`;
  if (isPreferred(model, tunnel)) return [`${neighbor} ${preferredMap(model)} in`];
  return isStandby(model, tunnel) ? [`${neighbor} ${standbyMap(model)} out`] : [];
}

/**
 * Without a known network the default route is what AWS's own sample announces, by default-originate. That one passes no
 * route map (IOS command reference, "neighbor default-originate"), so a preferred tunnel needs the device's own default route.
 */
export function ciscoNetworks(model: DeviceModel): string[] {
  const { onPrem } = insideNetworks(model);
  const everything = model.insideIpVersion === "ipv6" ? "::/0" : ANYWHERE;
  return onPrem.length === 0 && model.preferredTunnel !== null ? [everything] : onPrem;
}
