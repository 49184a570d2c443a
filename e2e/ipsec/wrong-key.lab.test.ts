import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import { CHARON_LOG, startAwsEnds } from "./aws-end";
import { labConnection, withNewKey } from "./connection";
import { followSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { installed } from "./security-associations";

describeOn(quickest, "a pre-shared key that is wrong at the device", (ground) => {
  // With IKEv1 a wrong key garbles the first encrypted message, so nobody can say more than that it makes no sense.
  it.each([
    ["ikev1", /invalid ID_V1 payload length, decryption failed\?|could not decrypt payloads/],
    ["ikev2", /tried 1 shared key for '203\.0\.113\.11' - '198\.51\.100\.10', but MAC mismatched/],
  ] as const)(
    "keeps its tunnel down and is named in the log of AWS's end, with %s; the other tunnel is up",
    async (ikeVersion, said) => {
      const world = await worldFor(ground);
      const model = labConnection();
      await startAwsEnds(world, model);
      const { text } = strongswan.file(withNewKey(model, 1), { ikeVersion, includeKeys: true });
      await followSwanctlFile(world, text);

      const log = await world.until("aws1", `cat ${CHARON_LOG}`, said);
      expect(log).not.toContain(model.tunnels[0].presharedKey);
      await installed(world, [2]);
      expect(await world.answeredPings(3)).toBe(3);
    },
  );
});
