import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { TUNNEL_DEFAULTS } from "@/lib/domain/devices/tunnel-model";
import { configureAwsEnd, startAwsEnds } from "./aws-end";
import { labConnection } from "./connection";
import { followSwanctlFile, replaceSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { bothInstalled, pingsThroughEach } from "./security-associations";
import type { World } from "./world";

interface Suite {
  encryption: string;
  integrity: string;
  dhGroup: number;
}

describeOn(quickest, "what AWS and strongSwan both know", (ground) => {
  it("IKEv1 with aes128-sha1-modp1024, as in AWS's oldest samples, brings up both tunnels and carries pings", async () => {
    const classic = { encryption: "AES128", integrity: "SHA1", dhGroup: 2 };
    await tryAll(await worldFor(ground), "ikev1", [[classic, classic]]);
  });

  const suites = all();
  // Two tunnels a connection, so two suites at a time; in four tests, which tell roughly where one failed.
  const pairs = suites.slice(0, suites.length / 2).map((suite, index): [Suite, Suite] => {
    const partner = suites[suites.length / 2 + index];
    if (partner === undefined) throw new Error("An odd number of suites");
    return [suite, partner];
  });
  const quarter = Math.ceil(pairs.length / 4);
  it.each([0, 1, 2, 3])(
    `IKEv2 comes up and carries pings with every encryption × integrity × DH group (${suites.length} in all, part %i)`,
    async (part) => {
      await tryAll(await worldFor(ground), "ikev2", pairs.slice(part * quarter, (part + 1) * quarter));
    },
  );
});

/** The group that only phase 2 has (5) stays out of phase 1. */
function all(): Suite[] {
  return TUNNEL_DEFAULTS.encryption.flatMap((encryption) =>
    TUNNEL_DEFAULTS.integrity.flatMap((integrity) =>
      TUNNEL_DEFAULTS.phase2DhGroups.map((dhGroup) => ({ encryption, integrity, dhGroup })),
    ),
  );
}

/** One pair of daemons for all: each case is a connection of its own with the same keys, and a file of its own. */
async function tryAll(world: World, ikeVersion: IkeVersion, cases: [Suite, Suite][]): Promise<void> {
  const failed: string[] = [];
  for (const [index, pair] of cases.entries()) {
    const model = labConnection({ tunnels: [tunnelOptions(pair[0]), tunnelOptions(pair[1])] });
    const { text } = strongswan.file(model, { ikeVersion, includeKeys: true });
    try {
      if (index === 0) {
        await startAwsEnds(world, model);
        await followSwanctlFile(world, text);
      } else {
        await configureAwsEnd(world, model, "aws1");
        await configureAwsEnd(world, model, "aws2");
        await replaceSwanctlFile(world, text);
      }
      await bothInstalled(world);
      expect(await pingsThroughEach(world)).toEqual([1, 1]);
    } catch (error) {
      failed.push(`${pair.map(name).join(" and ")}: ${error instanceof Error ? error.message : error}`);
    }
  }
  expect(failed).toEqual([]);
}

function tunnelOptions({ encryption, integrity, dhGroup }: Suite) {
  return {
    phase1EncryptionAlgorithms: [encryption],
    phase1IntegrityAlgorithms: [integrity],
    phase1DhGroupNumbers: [dhGroup === 5 ? 2 : dhGroup],
    phase2EncryptionAlgorithms: [encryption],
    phase2IntegrityAlgorithms: [integrity],
    phase2DhGroupNumbers: [dhGroup],
  };
}

function name({ encryption, integrity, dhGroup }: Suite): string {
  return `${encryption} ${integrity} group ${dhGroup}`;
}
