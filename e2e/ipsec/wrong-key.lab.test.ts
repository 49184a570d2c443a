import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import { readLog } from "@/lib/domain/devices/reading/log/read-log";
import { CHARON_LOG, startAwsEnds } from "./aws-end";
import { labConnection, withNewKey } from "./connection";
import { followSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { bothInstalled, installed } from "./security-associations";

describeOn(quickest, "a pre-shared key that is wrong at the device", (ground) => {
  // With IKEv1 a wrong key garbles the first encrypted message, so nobody can say more than that it makes no sense.
  it.each([
    ["ikev1", /invalid ID_V1 payload length, decryption failed\?|could not decrypt payloads/],
    ["ikev2", /tried 1 shared key for '203\.0\.113\.11' - '198\.51\.100\.10', but MAC mismatched/],
  ] as const)(
    "keeps its tunnel down and is what the log of AWS's end is read as, with %s; the other tunnel is up",
    async (ikeVersion, said) => {
      const world = await worldFor(ground);
      const model = labConnection();
      await startAwsEnds(world, model);
      const { text } = strongswan.file(withNewKey(model, 1), { ikeVersion, includeKeys: true });
      await followSwanctlFile(world, text);

      const log = await world.until("aws1", `cat ${CHARON_LOG}`, said);
      expect(log).not.toContain(model.tunnels[0].presharedKey);
      const { outsideIpAddress: tunnel } = model.tunnels[0];
      const read = readLog(
        log,
        model.tunnels.map(({ outsideIpAddress }) => outsideIpAddress),
      );
      expect(read).toMatchObject({ source: "strongswan", verdicts: [{ tunnel, state: "down", cause: "keysDiffer" }] });
      await installed(world, [2]);
      expect(await world.answeredPings(3)).toBe(3);
    },
  );

  it("is not tried again with IKEv2 after AWS refused it, nor when it is corrected, until the file's command is typed", async () => {
    const world = await worldFor(ground);
    const model = labConnection();
    await startAwsEnds(world, model);
    const options = { ikeVersion: "ikev2", includeKeys: true } as const;
    await followSwanctlFile(world, strongswan.file(withNewKey(model, 1), options).text);
    await installed(world, [2]);

    const { text } = strongswan.file(model, options);
    await world.write("cgw", "/etc/swanctl/conf.d/aws.conf", text, "0600");
    await world.must("cgw", "swanctl --load-creds --noprompt");
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await installed(world, [2]);

    const [, typed = ""] = /^# +tunnel 1: (swanctl --load-creds .*)$/m.exec(text) ?? [];
    await world.must("cgw", typed);
    await bothInstalled(world);
  });
});

/** Longer than a request is waited for before it is sent again; with 50 s it was the same. */
const PATIENCE_MS = 8_000;
