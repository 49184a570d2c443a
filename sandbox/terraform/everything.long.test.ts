import { describe, expect, test } from "vitest";
import { findTerraform } from "./find-terraform";
import { resourcesLeft } from "./resources-left";
import { prepareWorkspace } from "./workspace";

/* What the provider itself waits for: four minutes for each network of a Client VPN endpoint to come, and four for it to go. */
const timeout = 30 * 60_000;

const terraform = findTerraform();
const reason = "missing" in terraform ? ` (skipped: ${terraform.missing})` : "";

describe.skipIf("missing" in terraform)(`Terraform's AWS provider${reason}`, () => {
  test.for(["vpc", "vpn", "transit-gateway", "client-vpn", "insights", "services", "site-to-site"])(
    "%s: applied, imported and changed it needs no changes, and destroyed it is gone",
    { timeout },
    async (configuration) => {
      const { workspace, control } = await prepareWorkspace(terraform, configuration);
      await workspace.apply(1);
      expect(await workspace.plan(1)).toBeUndefined();
      expect(await workspace.importAgain(1)).toMatch(/ 0 added, \d+ changed, 0 destroyed/);
      expect(await workspace.plan(1)).toBeUndefined();
      await workspace.apply(2);
      expect(await workspace.plan(2)).toBeUndefined();
      await workspace.destroy(2);
      expect(await resourcesLeft(control)).toEqual([]);
    },
  );
});
