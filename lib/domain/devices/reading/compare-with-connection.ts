import { containsAddress } from "../../net/cidr";
import { isIpv4 } from "../../net/ip";
import type { DeviceModel, TunnelModel } from "../tunnel-model";
import { compareEnds } from "./comparing/compare-ends";
import { compareInside } from "./comparing/compare-inside";
import { compareKey } from "./comparing/compare-key";
import { compareProposals } from "./comparing/compare-proposals";
import { compareTraffic } from "./comparing/compare-traffic";
import { type Difference, differs, equal, type Finding, type Pair, type Severity } from "./comparing/difference";
import type { ReadConfiguration } from "./read-device-configuration";
import type { ReadTunnel } from "./read-tunnel";

export interface Comparison {
  /** Worst first. */
  differences: Difference[];
  /** How many parameters the text has as the connection has them. */
  equalCount: number;
  /** False when keys of the text were left alone because the connection's own are not known. */
  isKeyCompared: boolean;
}

/**
 * What of a device's configuration is not as the connection has it, and what that does to the tunnels. Tunnels are matched by
 * AWS's outside address; one that aims elsewhere is known by its inside addresses, so that a wrong peer is told as what it is.
 */
export function compareWithConnection(read: ReadConfiguration, model: DeviceModel): Comparison {
  const matched = model.tunnels.map((tunnel) => ({ tunnel, read: findTunnel(read.tunnels, tunnel, model) }));
  const findings = matched.flatMap(({ tunnel, read: found }) => {
    const own = found === undefined ? [missingTunnel(tunnel)] : compareTunnel(found, { tunnel, model, read });
    return own.map((finding) => ({ finding, tunnel: tunnel.outsideIpAddress }));
  });
  const others = read.tunnels.filter((one) => matched.every(({ read: found }) => found !== one));
  const all = [...findings, ...leftOver(others, model).map((finding) => ({ finding, tunnel: null }))];
  const differences = all.flatMap(({ finding, tunnel }): Difference[] =>
    finding.severity === "equal" ? [] : [{ ...finding, tunnel }],
  );
  return {
    differences: differences.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
    equalCount: all.length - differences.length,
    isKeyCompared: matched.every(
      ({ tunnel, read: found }) =>
        tunnel.presharedKey !== null || found?.key === undefined || found.key.form !== "clear",
    ),
  };
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** One that is switched on comes before one to the same peer that is not. */
function findTunnel(tunnels: readonly ReadTunnel[], tunnel: TunnelModel, model: DeviceModel): ReadTunnel | undefined {
  const byPeer = tunnels.filter(({ peer }) => peer?.value === tunnel.outsideIpAddress);
  if (byPeer.length > 0) return byPeer.find(({ isOff }) => isOff === undefined) ?? byPeer[0];
  const ours = model.tunnels.map(({ outsideIpAddress }) => outsideIpAddress);
  return tunnels.find(({ peer, inside }) => {
    const address = inside?.value.address ?? "";
    return !ours.includes(peer?.value ?? "") && isIpv4(address) && containsAddress(tunnel.insideCidr, address);
  });
}

function compareTunnel(
  found: ReadTunnel,
  { tunnel, model, read }: { tunnel: TunnelModel; model: DeviceModel; read: ReadConfiguration },
): Finding[] {
  const ikeVersion = found.ikeVersions?.value[0] ?? tunnel.ikeVersions[0] ?? "ikev2";
  const pair: Pair = { read: found, tunnel, model, format: read.format, ikeVersion };
  return [
    equal("tunnel"),
    ...compareEnds(pair),
    ...compareKey(pair),
    ...compareProposals(pair),
    ...compareInside(pair),
    ...compareTraffic(pair),
  ];
}

function missingTunnel({ outsideIpAddress: connection }: TunnelModel): Finding {
  return differs({ parameter: "tunnel", severity: "error", meaning: "tunnelMissing", connection });
}

/** Tunnels of the text that belong to other connections, and a second one to an end that has one already. */
function leftOver(others: readonly ReadTunnel[], model: DeviceModel): Finding[] {
  const ours = model.tunnels.map(({ outsideIpAddress }) => outsideIpAddress);
  const isOurs = ({ peer }: ReadTunnel) => ours.includes(peer?.value ?? "");
  const twice = others.filter((one) => isOurs(one) && one.isOff === undefined);
  const strange = others.filter((one) => !isOurs(one));
  const [first] = strange;
  return [
    ...twice.map(({ name, line }) =>
      differs({ parameter: "tunnel", severity: "warning", meaning: "tunnelTwice", device: name, line }),
    ),
    ...(first === undefined
      ? []
      : [
          differs({
            ...{ parameter: "tunnel", severity: "note", meaning: "tunnelsUnknown" },
            values: { count: strange.length },
            device: strange
              .slice(0, NAMES_SHOWN)
              .map(({ name }) => name)
              .join(", "),
            line: first.line,
          }),
        ]),
  ];
}

const NAMES_SHOWN = 5;
