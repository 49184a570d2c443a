import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BgpOutcome, peer } from "./bgp-session";
import type { BgpSpeaker, Device } from "./device";
import { type AmazonEnd, negotiate } from "./negotiation";
import { amazonAllows } from "./proposals";

const anywhere = { local: "0.0.0.0/0", remote: "0.0.0.0/0" };
const amazon = (end: Partial<AmazonEnd> = {}): AmazonEnd => ({
  options: {},
  preSharedKey: "right.key",
  usesCertificate: false,
  mayInitiate: false,
  selectors: anywhere,
  ...end,
});
const device = (told: Partial<Device> = {}): Device => ({ preSharedKey: "right.key", bgp: undefined, ...told });
const values = <T>(...list: T[]) => list.map((Value) => ({ Value }));

describe("phase 1", () => {
  test("a device that follows AWS's file gets IKEv2 and AWS's lowest algorithms", () => {
    expect(negotiate(amazon(), device()).agreed).toEqual({
      initiator: "device",
      ikeVersion: "ikev2",
      phase1: { encryption: "AES128", integrity: "SHA1", dhGroup: 2 },
      phase2: { encryption: "AES128", integrity: "SHA1", dhGroup: 2 },
      isGroupAgreed: true,
      selectors: anywhere,
    });
  });

  test("AWS takes its own lowest value, whatever the device prefers", () => {
    const phase1 = { encryption: ["AES256-GCM-16", "AES256"], integrity: ["SHA2-512", "SHA2-256"], dhGroups: [21, 14] };
    const { agreed } = negotiate(amazon(), device({ phase1 }));
    expect(agreed?.phase1).toEqual({ encryption: "AES256", integrity: "SHA2-256", dhGroup: 14 });
  });

  test("nobody begins when the device waits and AWS was not told to start", () => {
    const waiting = device({ initiates: false });
    expect(negotiate(amazon(), waiting).failure).toBe("no-initiator");
    expect(negotiate(amazon({ mayInitiate: true }), waiting).agreed?.initiator).toBe("amazon");
  });

  test("AWS begins with IKEv2 only", () => {
    const old = device({ initiates: false, ikeVersions: ["ikev1"] });
    expect(negotiate(amazon({ mayInitiate: true }), old).failure).toBe("no-ike-version");
    expect(negotiate(amazon(), device({ ikeVersions: ["ikev1"] })).agreed?.ikeVersion).toBe("ikev1");
    const strict = amazon({ options: { IKEVersions: values("ikev2") } });
    expect(negotiate(strict, device({ ikeVersions: ["ikev1"] }))).toMatchObject({
      failure: "no-ike-version",
      ikeVersion: "ikev1",
    });
  });

  test.each([
    ["a cipher AWS does not know", { encryption: ["3DES"] }],
    ["no hash in common", { integrity: ["MD5"] }],
    ["group 5, which phase 1 lacks", { dhGroups: [5] }],
  ])("%s ends it", (_, phase1) => {
    expect(negotiate(amazon(), device({ phase1 })).failure).toBe("no-phase1-proposal");
  });

  test("a wrong key, or a proof of another kind, fails the authentication", () => {
    expect(negotiate(amazon(), device({ preSharedKey: "other.key" })).failure).toBe("wrong-key");
    expect(negotiate(amazon(), device({ hasCertificate: true })).failure).toBe("wrong-authentication");
    const certified = amazon({ usesCertificate: true });
    expect(negotiate(certified, device({ preSharedKey: "other.key" })).agreed).toBeDefined();
    expect(negotiate(certified, device({ hasCertificate: false })).failure).toBe("wrong-authentication");
  });
});

describe("phase 2", () => {
  test("an authenticated cipher goes without a hash", () => {
    const options = { Phase2EncryptionAlgorithms: values("AES256-GCM-16"), Phase2IntegrityAlgorithms: values("SHA1") };
    const told = device({ phase2: { encryption: ["AES256-GCM-16"], integrity: ["SHA2-512"] } });
    expect(negotiate(amazon({ options }), told).agreed?.phase2).toEqual({
      encryption: "AES256-GCM-16",
      integrity: undefined,
      dhGroup: 2,
    });
  });

  test("without a group in common IKEv1 fails at once, IKEv2 comes up and will fail to rekey", () => {
    const options = { Phase2DHGroupNumbers: values(20) };
    const told = device({ phase2: { dhGroups: [14] } });
    expect(negotiate(amazon({ options }), told).agreed?.isGroupAgreed).toBe(false);
    expect(negotiate(amazon({ options }), { ...told, ikeVersions: ["ikev1"] }).failure).toBe("no-phase2-proposal");
  });

  test("a device may ask for less than AWS's networks; only IKEv2 narrows what is more", () => {
    const site = amazon({ selectors: { local: "10.20.0.0/16", remote: "10.50.0.0/16" } });
    const asks = (local: string, ikeVersions: Device["ikeVersions"]) =>
      negotiate(site, device({ ikeVersions, trafficSelectors: { local, remote: "10.50.0.0/16" } }));
    expect(asks("10.20.1.0/24", ["ikev1"]).agreed?.selectors.local).toBe("10.20.1.0/24");
    expect(asks("10.0.0.0/8", ["ikev2"]).agreed?.selectors.local).toBe("10.20.0.0/16");
    expect(asks("10.0.0.0/8", ["ikev1"]).failure).toBe("no-traffic-selectors");
    expect(asks("10.21.0.0/16", ["ikev2"]).failure).toBe("no-traffic-selectors");
    expect(asks("fd00::/8", ["ikev2"]).failure).toBe("no-traffic-selectors");
    const six = amazon({ selectors: { local: "::/0", remote: "::/0" } });
    const told = device({ trafficSelectors: { local: "fd00:20::/32", remote: "::/0" } });
    expect(negotiate(six, told).agreed?.selectors.local).toBe("fd00:20::/32");
  });
});

describe("what is agreed", () => {
  const ciphers = fc.subarray(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"], { minLength: 1 });
  const hashes = fc.subarray(["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"], { minLength: 1 });
  const groups = fc.shuffledSubarray([2, 14, 15, 16, 19, 20, 21, 24], { minLength: 1 });
  const phase = fc.record({ encryption: ciphers, integrity: hashes, dhGroups: groups });
  const versions = fc.shuffledSubarray(["ikev1", "ikev2"] as const, { minLength: 1 });
  const ends = fc.record({ ours: fc.tuple(phase, phase), theirs: fc.tuple(phase, phase), ikeVersions: versions });
  type Phase = { encryption: string[]; integrity: string[]; dhGroups: number[] };
  const optionsOf = ([first, second]: [Phase, Phase]) => ({
    Phase1EncryptionAlgorithms: values(...first.encryption),
    Phase1IntegrityAlgorithms: values(...first.integrity),
    Phase1DHGroupNumbers: values(...first.dhGroups),
    Phase2EncryptionAlgorithms: values(...second.encryption),
    Phase2IntegrityAlgorithms: values(...second.integrity),
    Phase2DHGroupNumbers: values(...second.dhGroups),
  });

  test("is in both ends' lists", () => {
    fc.assert(
      fc.property(ends, ({ ours, theirs: [phase1, phase2], ikeVersions }) => {
        const { agreed } = negotiate(amazon({ options: optionsOf(ours) }), device({ phase1, phase2, ikeVersions }));
        if (!agreed) return;
        for (const [chosen, ...lists] of [
          [agreed.phase1, ours[0], phase1],
          [agreed.phase2, ours[1], phase2],
        ] as const)
          for (const list of lists) {
            expect(list.encryption).toContain(chosen.encryption);
            if (chosen.integrity !== undefined) expect(list.integrity).toContain(chosen.integrity);
            if (chosen.dhGroup !== undefined) expect(list.dhGroups).toContain(chosen.dhGroup);
          }
        expect(agreed.isGroupAgreed).toBe(agreed.phase2.dhGroup !== undefined);
      }),
    );
  });

  test("does not depend on who begins, nor on which end has which list", () => {
    fc.assert(
      fc.property(ends, ({ ours, theirs: [phase1, phase2] }) => {
        const told = device({ phase1, phase2, ikeVersions: ["ikev2"] });
        const end = amazon({ options: optionsOf(ours), mayInitiate: true });
        const byDevice = negotiate(end, told);
        const byAmazon = negotiate(end, { ...told, initiates: false });
        expect({ ...byAmazon.agreed, initiator: "device" }).toEqual({ ...byDevice.agreed, initiator: "device" });
        const swapped = negotiate(
          amazon({ options: optionsOf([phase1, phase2]) }),
          device({ phase1: ours[0], phase2: ours[1], ikeVersions: ["ikev2"] }),
        );
        expect(swapped.agreed).toEqual(byDevice.agreed);
      }),
    );
  });

  test("fails only where the ends have nothing in common", () => {
    fc.assert(
      fc.property(ends, ({ ours, theirs: [phase1, phase2], ikeVersions }) => {
        const options = optionsOf(ours);
        const { failure } = negotiate(amazon({ options }), device({ phase1, phase2, ikeVersions }));
        if (failure !== "no-phase1-proposal") return;
        const allowed = amazonAllows(options, "phase1");
        const share = (a: readonly unknown[], b: readonly unknown[]) => a.some((value) => b.includes(value));
        expect(
          share(allowed.encryption, phase1.encryption) &&
            share(allowed.integrity, phase1.integrity) &&
            share(allowed.dhGroups, phase1.dhGroups),
        ).toBe(false);
      }),
    );
  });
});

describe("BGP", () => {
  const side = { asn: 64_512, customerAsn: 65_010, prefixesMax: 100, defaultMed: 0 };
  const speaker = (told: Partial<BgpSpeaker> = {}): BgpSpeaker => ({
    asn: 65_010,
    prefixes: ["10.60.0.0/16"],
    ...told,
  });
  const kinds = (outcome: BgpOutcome) => outcome.kind;

  test("brings each prefix with its path and MED, and the lower hold time", () => {
    expect(peer(side, speaker({ prepend: 2, asPath: [65_020], med: 50, holdSeconds: 9 }))).toEqual({
      kind: "established",
      accepted: [{ prefix: "10.60.0.0/16", asPath: [65_010, 65_010, 65_010, 65_020], med: 50 }],
      denied: [],
      holdSeconds: 9,
    });
    expect(peer({ ...side, defaultMed: 100 }, speaker({ holdSeconds: 180 }))).toMatchObject({
      accepted: [{ med: 100 }],
      holdSeconds: 30,
    });
  });

  test("needs the customer gateway's ASN, which is not AWS's own", () => {
    expect(peer(side, speaker({ asn: 65_999 }))).toEqual({ kind: "bad-open", asn: 65_999, expected: 65_010 });
    expect(kinds(peer({ ...side, asn: 65_010 }, speaker()))).toBe("bad-open");
    expect(kinds(peer(side, undefined))).toBe("absent");
    expect(kinds(peer(side, speaker({ isShutDown: true })))).toBe("shut-down");
  });

  test("takes a hundred prefixes and ends with one more; the same twice counts once", () => {
    const prefixes = Array.from({ length: 100 }, (_, index) => `10.${index}.0.0/16`);
    expect(peer(side, speaker({ prefixes: [...prefixes, "10.0.0.0/16"] }))).toMatchObject({ kind: "established" });
    expect(peer(side, speaker({ prefixes: [...prefixes, "172.16.0.0/16"] }))).toEqual({
      kind: "too-many-prefixes",
      received: 101,
      max: 100,
    });
  });

  test("denies what has been through AWS already", () => {
    expect(peer(side, speaker({ asPath: [64_512] }))).toMatchObject({
      accepted: [],
      denied: [{ prefix: "10.60.0.0/16" }],
    });
  });
});
