import { phrase } from "../phrase";
import type { Problem } from "../problem";
import type { RenderOptions } from "./device-family";
import { keyText } from "./safe-text";
import type { DeviceModel, InsideIpVersion } from "./tunnel-model";

/** What is missing for a complete file whatever the family: keys and routes. None of it stops the download. */
export function modelProblems(model: DeviceModel, options: RenderOptions): Problem[] {
  const problems: Problem[] = [];
  if (options.includeKeys) {
    for (const [index, tunnel] of model.tunnels.entries()) {
      if (keyText(tunnel.presharedKey, options) !== null) continue;
      const name = tunnel.presharedKey === null ? "keyMissing" : "keyUnusable";
      problems.push(warning(name, { address: tunnel.outsideIpAddress }, ["tunnels", index]));
    }
  }
  if (model.routing === "static" && model.vpcCidrs.length === 0) problems.push(warning("noVpcCidrs"));
  if (model.routing === "bgp" && model.onPremCidrs.length === 0) problems.push(warning("noOnPremCidrs"));
  return problems;
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
