import { expect, test } from "vitest";
import { findTerraform } from "./find-terraform";
import { resourcesLeft } from "./resources-left";
import { prepareWorkspace } from "./workspace";

/*
 * Terraform's AWS provider shares no code with us, waits in its own way for each state and compares every attribute with what it
 * asked for. It waits by the wall clock, 10 s for most VPN resources, and so this takes a minute in which little is computed.
 * `npm run test:terraform` does the same with everything else that the provider knows of.
 */

const terraform = findTerraform();
const reason = "missing" in terraform ? ` (skipped: ${terraform.missing})` : "";

test.skipIf("missing" in terraform)(
  `what Terraform applied needs no changes, changes in place, and goes without a trace${reason}`,
  { timeout: 600_000 },
  async () => {
    const { workspace, control } = await prepareWorkspace(terraform, "site-to-site");
    await workspace.apply(1);
    expect(await workspace.plan(1)).toBeUndefined();
    await workspace.apply(2);
    expect(await workspace.plan(2)).toBeUndefined();
    await workspace.destroy(2);
    expect(await resourcesLeft(control)).toEqual([]);
  },
);
