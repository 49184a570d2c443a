import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logGroupArn } from "../telemetry/logs";
import { present } from "../test-bench";
import type { BgpSpeaker, Device } from "./device";
import { cutTunnel, disturbTunnel } from "./devices";
import { learnedRoutes } from "./learned-routes";
import { ikeLogs, neighbour, newSite } from "./site-bench";

describe("a tunnel that comes up", () => {
  test("goes through phase 1, phase 2 and BGP at their times", () => {
    const site = newSite();
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16"] } });
    const phases: string[] = [];
    for (const seconds of [0, 1, 1, 2, 1, 29, 1]) {
      site.pass(seconds);
      phases.push(site.tunnel.phase);
    }
    expect(phases).toEqual(["negotiating", "negotiating", "ike", "ike", "ipsec", "ipsec", "bgp"]);
    expect(site.status()).toEqual(["UP", "1 BGP ROUTES"]);
  });

  test("writes the fields of AWS's activity log to the stream of its tunnel", () => {
    const site = newSite();
    site.tell({ isBehindNat: true });
    site.pass(5);
    expect([...present(site.world.logGroups.get(ikeLogs)).streams.keys()]).toEqual([
      `${site.connection.id}_${site.outsideIp}-IKE.log`,
    ]);
    expect(site.ikeLines()[0]).toEqual({
      event_timestamp: site.world.nowMs / 1000,
      timestamp: "2026-01-05 00:00:45.000Z",
      details: "AWS tunnel processed request (id=1) for IKE_AUTH",
      dpd_enabled: true,
      nat_t_detected: true,
      ike_phase1_state: "established",
      ike_phase2_state: "established",
    });
  });

  test("logs nothing where nobody asked, and text where text was asked for", () => {
    const quiet = newSite({ options: { LogOptions: {} } });
    quiet.tell({ key: "wrong.key" });
    quiet.pass(3600);
    expect(quiet.words()).toEqual([]);
    const LogGroupArn = logGroupArn(quiet.world, ikeLogs);
    const CloudWatchLogOptions = { LogEnabled: true, LogGroupArn, LogOutputFormat: "text" };
    const site = newSite({ options: { LogOptions: { CloudWatchLogOptions } } });
    site.tell();
    site.pass(5);
    const [stream] = present(site.world.logGroups.get(ikeLogs)).streams.values();
    expect(stream?.events[0]?.message).toMatch(/^event_timestamp: \d+, timestamp: .*, ike_phase2_state: established$/);
  });
});

describe("a negotiation that fails", () => {
  const phase2 = "AWS tunnel Phase 2 was unable to establish while keeping Phase 1";
  const noProposal = 'No Proposal Match Found. Notifying with "No proposal chosen"';

  test.each<[string, Partial<Device> & { key?: string }, string[]]>([
    [
      "a wrong key, IKEv2",
      { key: "wrong.key" },
      [
        "AWS tunnel detected a pre-shared key mismatch with cgw: 192.0.2.25",
        "AWS tunnel is sending AUTHENTICATION_FAILED as the response",
      ],
    ],
    [
      "a wrong key, IKEv1",
      { key: "wrong.key", ikeVersions: ["ikev1"] },
      ["AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key"],
    ],
    ["3DES, IKEv1", { phase1: { encryption: ["3DES"] }, ikeVersions: ["ikev1"] }, ["No Proposal Match Found by AWS"]],
    ["3DES, IKEv2", { phase1: { encryption: ["3DES"] } }, ["No Proposal Match Found by AWS", noProposal]],
    ["phase 2, IKEv1", { phase2: { dhGroups: [1] }, ikeVersions: ["ikev1"] }, [noProposal]],
    ["phase 2, IKEv2", { phase2: { encryption: ["3DES"] } }, [noProposal, phase2]],
    [
      "networks",
      { trafficSelectors: { local: "10.99.0.0/16", remote: "0.0.0.0/0" } },
      ["AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder", phase2],
    ],
  ])("over %s says so in AWS's words and leaves the tunnel down", (_, told, words) => {
    const site = newSite({ isStatic: true, selectors: { LocalIpv4NetworkCidr: "10.20.0.0/16" } });
    site.tell(told);
    site.pass(5);
    expect(site.words()).toEqual(words);
    expect(site.status()).toEqual(["DOWN", "IPSEC IS DOWN"]);
  });

  test("is tried again, ever more seldom, and succeeds once the device is told better", () => {
    const site = newSite({ isStatic: true });
    site.tell({ key: "wrong.key" });
    site.pass(3600);
    const attempts = site.words().length / 2;
    expect(attempts).toBeGreaterThan(10);
    expect(attempts).toBeLessThan(20);
    site.tell();
    site.pass(5);
    expect(site.status()).toEqual(["UP", "IPSEC IS UP"]);
  });

  test("over the group of phase 2 shows with IKEv2 at the first rekey, and again after each new IKE SA", () => {
    const site = newSite({ isStatic: true, options: { Phase2DHGroupNumbers: [{ Value: 20 }] } });
    site.tell({ phase2: { dhGroups: [14] } });
    site.pass(5);
    expect(site.status()[0]).toBe("UP");
    site.pass(3600);
    expect([site.tunnel.phase, ...site.status()]).toEqual(["ike", "DOWN", "IPSEC IS DOWN"]);
    expect(site.words().slice(2)).toEqual([
      "AWS tunnel processed request (id=2) for CREATE_CHILD_SA",
      noProposal,
      phase2,
    ]);
    site.pass(8 * 3600 - 3600 + 10);
    expect(site.status()[0]).toBe("UP");
  });
});

describe("who begins", () => {
  test("a device that waits stays down unless AWS is told to start", () => {
    const waiting = newSite({ isStatic: true });
    waiting.tell({ initiates: false });
    waiting.pass(60);
    expect(waiting.status()[0]).toBe("DOWN");
    const starting = newSite({ isStatic: true, options: { StartupAction: "start" } });
    starting.tell({ initiates: false });
    starting.pass(5);
    expect(starting.status()[0]).toBe("UP");
    expect(starting.tunnel.agreed?.initiator).toBe("amazon");
  });
});

describe("a device that falls silent", () => {
  test("is found out by dead peer detection; BGP's hold timer is earlier", () => {
    const site = newSite({ options: { DPDTimeoutSeconds: 60 } });
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16"] } });
    site.pass(35);
    site.words();
    site.bgpWords();
    site.tell({ isPowered: false });
    site.pass(29);
    expect(site.status()[0]).toBe("UP");
    expect(learnedRoutes(site.world, site.connection)).toHaveLength(1);
    site.pass(1);
    expect(site.status()).toEqual(["DOWN", "IPSEC IS UP"]);
    expect(learnedRoutes(site.world, site.connection)).toEqual([]);
    expect(site.bgpWords()[0]).toBe(`DOWN sent a Hold Timer Expired notification to neighbor ${neighbour(site)}`);
    site.pass(30);
    expect(site.status()).toEqual(["DOWN", "IPSEC IS DOWN"]);
    expect(site.words()).toEqual(["AWS tunnel DPD timed out after 3 retransmits"]);
  });

  test("with IKEv1 in the words of IKEv1, after AWS's default", () => {
    const site = newSite({ isStatic: true });
    site.tell({ ikeVersions: ["ikev1"] });
    site.pass(5);
    site.words();
    site.tell({ isPowered: false });
    site.pass(39);
    expect(site.status()[0]).toBe("UP");
    site.pass(1);
    expect(site.words()).toEqual(["Peer is not responsive - Declaring peer dead"]);
  });

  test("clear waits for the device, restart lets AWS call it, none notices when the keys are over", () => {
    const statesAfter = (DPDTimeoutAction: string, seconds: number) => {
      const site = newSite({ isStatic: true, options: { DPDTimeoutAction } });
      site.tell({ initiates: true });
      site.pass(5);
      site.tell({ isPowered: false });
      site.pass(seconds);
      const silent = site.status()[0];
      site.tell({ isPowered: true, initiates: false });
      site.pass(10);
      return [silent, site.status()[0]];
    };
    expect(statesAfter("clear", 60)).toEqual(["DOWN", "DOWN"]);
    expect(statesAfter("restart", 60)).toEqual(["DOWN", "UP"]);
    expect(statesAfter("none", 3000)[0]).toBe("UP");
    expect(statesAfter("none", 3700)[0]).toBe("DOWN");
  });

  test("that is back before AWS noticed begins anew", () => {
    const site = newSite({ isStatic: true });
    site.tell();
    site.pass(5);
    site.tell({ isPowered: false });
    site.pass(10);
    site.tell({ isPowered: true });
    expect(site.status()[0]).toBe("DOWN");
    site.pass(5);
    expect(site.status()[0]).toBe("UP");
    site.pass(100);
    expect(site.status()[0]).toBe("UP");
  });
});

describe("a tunnel that is up", () => {
  test("gets new keys within the margin, in AWS's words", () => {
    const site = newSite({ isStatic: true });
    site.tell();
    site.pass(5);
    site.words();
    site.pass(3600 - 540 - 1);
    expect(site.words()).toEqual([]);
    site.pass(271);
    expect(site.ikeLines().map((line) => [line.details, line.ike_phase2_state])).toEqual([
      ["AWS tunnel is sending request (id=2) for CREATE_CHILD_SA", "rekeying"],
      ["AWS tunnel processed response (id=2) for CREATE_CHILD_SA", "established"],
    ]);
    site.pass(24 * 3600);
    expect(site.status()[0]).toBe("UP");
  });

  test("is rekeyed by a device whose keys live shorter", () => {
    const site = newSite({ isStatic: true });
    site.tell({ phase2: { lifetimeSeconds: 900 } });
    site.pass(5);
    site.words();
    site.pass(900);
    expect(site.words()).toEqual([
      "AWS tunnel processed request (id=2) for CREATE_CHILD_SA",
      "AWS tunnel is sending response (id=2) for CREATE_CHILD_SA",
    ]);
  });

  test("ends when an idle device deletes it, and comes back with traffic; BGP is never idle", () => {
    const site = newSite({ isStatic: true });
    site.tell({ idleTimeoutSeconds: 600 });
    site.pass(5);
    site.words();
    site.pass(600);
    expect(site.status()[0]).toBe("DOWN");
    expect(site.words()).toEqual([
      expect.stringMatching(/^AWS tunnel received DELETE for Phase 2 SA with SPI: 0x[0-9a-f]{8}$/),
      "AWS tunnel received DELETE for IKE_SA from CGW",
    ]);
    site.pass(3600);
    expect(site.status()[0]).toBe("DOWN");
    site.tell({ traffic: { inPerSecond: 100, outPerSecond: 0 } });
    site.pass(5);
    expect(site.status()[0]).toBe("UP");
    site.pass(3600);
    expect(site.status()[0]).toBe("UP");
    const dynamic = newSite();
    dynamic.tell({ idleTimeoutSeconds: 600 });
    dynamic.pass(3600);
    expect(dynamic.status()[0]).toBe("UP");
  });

  test("goes and comes as often as its line flaps", () => {
    const site = newSite({ isStatic: true });
    site.tell();
    site.pass(5);
    disturbTunnel([site.world], { kind: "flap", outsideIp: site.outsideIp, times: 2, downSeconds: 10, upSeconds: 20 });
    const seen: string[] = [];
    for (let second = 0; second <= 60; second += 5) {
      seen.push(present(site.status()[0]));
      site.pass(5);
    }
    expect(seen.join(" ")).toBe("DOWN DOWN DOWN UP UP UP DOWN DOWN DOWN UP UP UP UP");
  });

  test("comes back when the device has noticed that its line was cut: restart begins, clear waits for traffic", () => {
    const secondsUntilUp = (dpd: Device["dpd"], traffic?: Device["traffic"]) => {
      const site = newSite({ isStatic: true });
      site.tell({ dpd, traffic });
      site.pass(5);
      disturbTunnel([site.world], { kind: "flap", outsideIp: site.outsideIp, times: 1, downSeconds: 10 });
      for (let seconds = 1; seconds <= 4000; seconds++) {
        site.pass(1);
        if (site.status()[0] === "UP") return seconds;
      }
      return undefined;
    };
    expect(secondsUntilUp(undefined)).toBe(10 + 5);
    expect(secondsUntilUp({ action: "restart", timeoutSeconds: 60 })).toBe(60 + 5);
    expect(secondsUntilUp({ action: "clear", timeoutSeconds: 60 })).toBeUndefined();
    expect(secondsUntilUp({ action: "clear" }, { inPerSecond: 1, outPerSecond: 1 })).toBe(30 + 5);
    expect(secondsUntilUp({ action: "none" })).toBe(3600 + 5);
  });

  test("comes back by itself after AWS has replaced its end", () => {
    const site = newSite({ isStatic: true });
    site.tell();
    site.pass(5);
    disturbTunnel([site.world], { kind: "endpoint-replaced", outsideIp: site.outsideIp });
    expect(site.status()[0]).toBe("DOWN");
    site.pass(19);
    expect(site.status()[0]).toBe("DOWN");
    site.pass(1);
    expect([site.status()[0], site.tunnel.outsideAddress]).toEqual(["UP", site.outsideIp]);
  });

  test("keeps what it agreed on while the wish for other options waits for a replacement", () => {
    const site = newSite({ isStatic: true });
    site.tell();
    site.pass(5);
    site.tunnel.preSharedKey = "another.key";
    site.tell();
    expect(site.status()[0]).toBe("UP");
    disturbTunnel([site.world], { kind: "endpoint-replaced", outsideIp: site.outsideIp });
    site.pass(60);
    expect([site.status()[0], site.tunnel.failure]).toEqual(["DOWN", "wrong-key"]);
  });
});

describe("what is measured", () => {
  test("the state follows the tunnel's, and data never rests", () => {
    const site = newSite({ isStatic: true });
    expect([site.series("TunnelState"), site.series("TunnelDataIn")]).toEqual([0, 8]);
    site.tell({ traffic: { inPerSecond: 1000, outPerSecond: 500 } });
    site.pass(5);
    expect([site.series("TunnelState"), site.series("TunnelDataIn"), site.series("TunnelDataOut")]).toEqual([
      1, 1008, 508,
    ]);
    cutTunnel([site.world], { outsideIp: site.outsideIp, up: false });
    expect([site.series("TunnelState"), site.series("TunnelDataIn")]).toEqual([0, 8]);
  });
});

describe("whatever happens", () => {
  const phase = fc.record(
    {
      encryption: fc.constantFrom<string[]>(["AES256"], ["3DES"], ["AES128-GCM-16"]),
      dhGroups: fc.constantFrom<number[]>([14], [5], [2, 20]),
    },
    { requiredKeys: [] },
  );
  const told = fc.record(
    {
      key: fc.constantFrom("wrong.key", undefined),
      isPowered: fc.boolean(),
      initiates: fc.boolean(),
      ikeVersions: fc.constantFrom<("ikev1" | "ikev2")[]>(["ikev1"], ["ikev2"], ["ikev2", "ikev1"]),
      phase1: phase,
      phase2: phase,
      idleTimeoutSeconds: fc.constantFrom(60, null),
      dpd: fc.constantFrom<Device["dpd"][]>({ action: "clear" }, { action: "none" }, { timeoutSeconds: 600 }),
      bgpTold: fc.constantFrom<Partial<BgpSpeaker> | null>(
        null,
        {},
        { asn: 65_999 },
        { prefixes: ["10.60.0.0/16"], holdSeconds: 9 },
      ),
    },
    { requiredKeys: [] },
  );
  const step = fc.oneof(
    told.map((device) => ({ device })),
    fc.integer({ min: 1, max: 9000 }).map((seconds) => ({ seconds })),
    fc.boolean().map((up) => ({ up })),
    fc.constantFrom("flap" as const, "endpoint-replaced" as const).map((kind) => ({ kind })),
  );
  type Step = Parameters<Parameters<typeof step.map>[0]>[0];

  function play(isStatic: boolean, steps: Step[], look: (site: ReturnType<typeof newSite>) => void) {
    const site = newSite({ isStatic });
    const { outsideIp, world } = site;
    for (const one of steps) {
      if ("device" in one) site.tell(one.device);
      else if ("seconds" in one) site.pass(one.seconds);
      else if ("up" in one) cutTunnel([world], { outsideIp, up: one.up });
      else disturbTunnel([world], { kind: one.kind, outsideIp });
      look(site);
    }
    return site;
  }

  test("UP means that every phase is agreed, and routes are there only while it is", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 12 }), (isStatic, steps) => {
        play(isStatic, steps, ({ tunnel, connection, world }) => {
          const isUp = tunnel.telemetry.status === "UP";
          if (isUp) expect([tunnel.agreed !== undefined, tunnel.phase]).toEqual([true, isStatic ? "ipsec" : "bgp"]);
          if (!isUp) expect(learnedRoutes(world, connection)).toEqual([]);
          expect(tunnel.agreed !== undefined).toBe(tunnel.phase === "ipsec" || tunnel.phase === "bgp");
        });
      }),
      { numRuns: 60 },
    );
  });

  test("the same seed has the same course, to the last line of the logs", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 8 }), (isStatic, steps) => {
        const seen = () => {
          const site = play(isStatic, steps, () => undefined);
          return [site.tunnel, [...site.world.logGroups], [...site.world.series]];
        };
        expect(seen()).toEqual(seen());
      }),
      { numRuns: 25 },
    );
  });
});
