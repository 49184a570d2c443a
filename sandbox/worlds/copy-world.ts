import { z } from "zod";
import { ControlError } from "../control-error";
import type { World } from "../world";
import { copyConnections } from "./copy/connections";
import { Copying, type Skipped } from "./copy/copying";
import { type DescribeAnswers, describeAnswers } from "./copy/describe-answers";
import { copyInstances } from "./copy/instances";
import { copyNetworks, copyRouting } from "./copy/networks";
import { copyTransitGateways, copyTransitRouting } from "./copy/transit-gateways";
import { home } from "./fill-world";

export const copyRequest = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/)
    .default(home.account),
  region: z.string().default(home.region),
  /** Answers of Describe calls in the SDK's form, whole lists, by action. Lists that are left out are empty. */
  answers: describeAnswers,
});

/** How much there is, and what could not be taken over. */
export type CopiedWorld = { account: string; region: string; resources: number; skipped: Skipped[] };

/** Rebuilds in an empty world what another endpoint described: same ids, blocks, tags, routes, keys and tunnels that are up. */
export function copyWorld(world: World, { answers }: z.output<typeof copyRequest>): CopiedWorld {
  checkAddresses(answers);
  const copying = new Copying(world);
  world.quotas.set("every", 100_000);
  copyNetworks(copying, answers);
  copyInstances(copying, answers);
  copyTransitGateways(copying, answers);
  copyConnections(copying, answers);
  copyTransitRouting(copying, answers);
  copyRouting(copying, answers);
  copying.wait(60);
  const resources = world.tables.reduce((sum, table) => sum + table.size, 0);
  return { ...world.place, resources, skipped: copying.skipped };
}

/** No two tunnels have one address; an answer that says so is not of this world. */
function checkAddresses({ DescribeVpnConnections: { VpnConnections } }: DescribeAnswers): void {
  const addresses = VpnConnections.flatMap(({ Options }) => Options.TunnelOptions).flatMap(
    ({ OutsideIpAddress }) => OutsideIpAddress ?? [],
  );
  const twice = addresses.find((address, index) => addresses.indexOf(address) !== index);
  if (twice !== undefined) throw new ControlError(`Two tunnels have the outside address ${twice}`);
}
