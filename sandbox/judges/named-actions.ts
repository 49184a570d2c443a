import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { simulated } from "../resources/registry";
import { services } from "../services/registry";

/** Every operation that is simulated, of EC2 and of the services around it. */
export const simulatedActions: ReadonlySet<string> = new Set([
  ...simulated.keys(),
  ...[...services.values()].flatMap((service) => service.simulated ?? []),
]);

/** Those that have nothing to do here, as nothing is shared between accounts, or there is no S3: they refuse in every state. */
export const alwaysRefused: ReadonlySet<string> = new Set([
  "AcceptTransitGatewayClientVpnAttachment",
  "AcceptTransitGatewayVpcAttachment",
  "ExportTransitGatewayRoutes",
  "RejectTransitGatewayClientVpnAttachment",
  "RejectTransitGatewayVpcAttachment",
]);

/**
 * The simulated operations that a Python script calls, and not only sees refused, by boto3's names for them:
 * `create_vpc(…)`, or `"describe_vpcs"` for a paginator.
 */
export function namedActions(script: string): string[] {
  const called = script.matchAll(/\b([a-z][a-z0-9]*(?:_[a-z0-9]+)*)\(|"([a-z][a-z0-9]*(?:_[a-z0-9]+)+)"/g);
  const names = new Set([...called].map(([, call, quoted]) => call ?? quoted));
  return [...simulatedActions].filter((action) => names.has(pythonName(action)));
}

/** The texts of all judges that are written in Python. */
export function readJudges(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".py"))
    .map((name) => readFileSync(path.join(import.meta.dirname, name), "utf8"));
}

/** As botocore's `xform_name`, for the names that these services have. */
function pythonName(action: string): string {
  return action
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
