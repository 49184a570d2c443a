import { contains } from "../net/cidr";
import { phrase } from "../phrase";
import type { Problem } from "../problem";
import type { RenderOptions } from "./device-family";
import { carriesInsideAddresses, insideNetworks, isNarrowed } from "./parts/inside";
import { keyText } from "./parts/safe-text";
import { ANYWHERE, type DeviceModel, type InsideIpVersion } from "./tunnel-model";

/** What stands in the way of a complete file whatever the family. Keys and routes that are missing do not stop the download. */
export function modelProblems(model: DeviceModel, options: RenderOptions): Problem[] {
  const problems: Problem[] = [];
  if (options.includeKeys) {
    for (const [index, tunnel] of model.tunnels.entries()) {
      if (keyText(tunnel.presharedKey, options) !== null) continue;
      const name = tunnel.presharedKey === null ? "keyMissing" : "keyUnusable";
      problems.push(warning(name, { address: tunnel.outsideIpAddress }, ["tunnels", index]));
    }
  }
  const { aws, onPrem } = insideNetworks(model);
  if (model.routing === "static" && aws.length === 0) problems.push(warning("noVpcCidrs"));
  if (model.routing === "bgp" && onPrem.length === 0) problems.push(warning("noOnPremCidrs"));
  return [...problems, ...selectorProblems(model), ...preferenceProblems(model), ...missingIpv6Problems(model)];
}

/** Traffic selectors apply to all that a tunnel carries, so they must hold BGP's own packets and the networks routed into it. */
function selectorProblems(model: DeviceModel): Problem[] {
  if (!isNarrowed(model)) return [];
  if (model.routing === "bgp" && !carriesInsideAddresses(model))
    return [{ severity: "error", phrase: phrase("devices.problem.selectorsWithoutBgp"), suggestion: ANYWHERE }];
  const outside = (side: "aws" | "onPrem", networks: string[]) => {
    const selector = model.selectors[side];
    const missed = networks.filter((network) => !contains(selector, network));
    return missed.length === 0
      ? []
      : [warning("outsideSelector", { side, selector, networks: missed.join(", "), count: missed.length })];
  };
  return [...outside("aws", model.vpcCidrs), ...outside("onPrem", model.onPremCidrs)];
}

/** With static routes on both tunnels AWS picks one by itself, and nothing can be announced to it (user guide, tunnel preference). */
function preferenceProblems({ routing, preferredTunnel }: DeviceModel): Problem[] {
  return routing === "static" && preferredTunnel !== null
    ? [warning("preferenceOfDevice", { address: preferredTunnel })]
    : [];
}

function missingIpv6Problems(model: DeviceModel): Problem[] {
  if (model.insideIpVersion === "ipv4") return [];
  return model.tunnels.flatMap((tunnel, index): Problem[] =>
    tunnel.insideIpv6 === null
      ? [
          {
            severity: "error",
            path: ["tunnels", index],
            phrase: phrase("devices.problem.noInsideAddresses", { address: tunnel.outsideIpAddress }),
          },
        ]
      : [],
  );
}

/** A family that cannot route as the connection does needs another family, or a connection of the other kind. */
export function routingProblems(model: DeviceModel, routings: readonly DeviceModel["routing"][]): Problem[] {
  if (routings.includes(model.routing)) return [];
  const [nearest = ""] = routings;
  const values = { routing: model.routing, nearest };
  return [{ severity: "error", phrase: phrase("devices.problem.routing", values), suggestion: nearest }];
}

/** A family whose file says nothing of IPv6 cannot carry it: EC2 makes a tunnel for one version, not for both. */
export function insideIpProblems(model: DeviceModel, versions: readonly InsideIpVersion[]): Problem[] {
  if (versions.includes(model.insideIpVersion)) return [];
  const [nearest = ""] = versions;
  const values = { version: model.insideIpVersion, nearest };
  return [{ severity: "error", phrase: phrase("devices.problem.insideIpVersion", values), suggestion: nearest }];
}

/** For devices whose BGP takes ASNs of two bytes only. */
export function wideAsnProblems(model: DeviceModel): Problem[] {
  if (model.routing === "static") return [];
  const [{ awsAsn, customerAsn }] = model.tunnels;
  return [awsAsn, customerAsn]
    .filter((asn) => asn > WIDEST_ASN)
    .map((asn) => ({
      severity: "error",
      phrase: phrase("devices.problem.wideAsn", { asn: String(asn), nearest: NEAREST_ASN }),
      suggestion: NEAREST_ASN,
    }));
}

const WIDEST_ASN = 65_535;
/** The last of the private range that fits. */
const NEAREST_ASN = "65534";

function warning(name: string, values?: Record<string, string | number>, path?: (string | number)[]): Problem {
  return { severity: "warning", phrase: phrase(`devices.problem.${name}`, values), ...(path ? { path } : {}) };
}
