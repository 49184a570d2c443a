import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import compareMessages from "../../../../messages/en/compare.json";
import { classicXml } from "../classic-model.fixture";
import type { DeviceModel } from "../tunnel-model";
import { classicModel } from "./any-model.fixture";
import { compareWithConnection } from "./compare-with-connection";
import { CRYPTO_MAP, IPSEC_CONF, JUNOS, RUNNING_CONFIG, SWANCTL } from "./foreign-texts.fixture";
import { readDeviceConfiguration } from "./read-device-configuration";

const FIRST = "198.51.100.11";

const t = createTranslator({
  locale: "en",
  messages: { compare: compareMessages },
  onError: (error) => {
    throw error;
  },
});

/** What is told of a text: one line for each difference, with the words that a person reads behind it. */
function told(text: string, model: DeviceModel) {
  const awsAddresses = model.tunnels.map(({ outsideIpAddress }) => outsideIpAddress);
  return compareWithConnection(readDeviceConfiguration(text, { awsAddresses }), model).differences.map((one) => {
    const { severity, tunnel, parameter, device, line, meaning } = one;
    const say = (key: string, values?: Record<string, string | number>) =>
      t(key as Parameters<typeof t>[0], values as never);
    expect(say(`compare.parameter.${parameter}`)).not.toBe("");
    expect(say(meaning.key, meaning.values).length).toBeGreaterThan(10);
    return `${severity} ${tunnel === FIRST ? 1 : tunnel === null ? "text" : 2} ${parameter} ${device ?? "-"} @${line ?? "-"}`;
  });
}

const toFirst = (one: string) => one.split(" ")[1] === "1";

describe("Cisco IOS", () => {
  it("reads running-config with its defaults: what no line says is what the release has always done", () => {
    const all = told(RUNNING_CONFIG, classicModel("bgp"));
    expect(all.filter(toFirst)).toEqual([
      "warning 1 localId - @38",
      "warning 1 dpd - @-",
      "note 1 localAddress 10.1.2.3 @38",
      "note 1 phase1Lifetime 86400 s @-",
      "note 1 holdTime 180 @-",
      "note 1 replayWindow 64 @-",
    ]);
    expect(all.filter((one) => !toFirst(one))).toEqual(["error 2 tunnel - @-", "note text tunnel Tunnel0 @23"]);
  });

  it("tells of a proposal that AWS does not accept beside one that fits, as a slip that does no harm", () => {
    const weak = "crypto isakmp policy 5\n encr 3des\n authentication pre-share\n group 2\ncrypto isakmp policy 10\n";
    const text = RUNNING_CONFIG.replace("crypto isakmp policy 10\n", weak);
    const one = "note 1 phase1Encryption 3DES @7";
    expect(told(text, classicModel("bgp")).filter((line) => line.includes("Encryption"))).toEqual([one]);
  });

  it("tells that a tunnel without its mode wraps GRE", () => {
    const text = RUNNING_CONFIG.replace(" tunnel mode ipsec ipv4\n", "");
    expect(told(text, classicModel("bgp"))).toContain("error 1 encapsulation gre ip @-");
  });

  it("reads a text that has lost its indentation alike", () => {
    const flat = RUNNING_CONFIG.replaceAll(/^ +/gm, "");
    expect(told(flat, classicModel("bgp"))).toEqual(told(RUNNING_CONFIG, classicModel("bgp")));
  });

  it("tells of an encrypted key that it cannot be compared", () => {
    const text = RUNNING_CONFIG.replace("destination 198.51.100.11", "destination 198.51.100.22");
    expect(told(text, classicModel("static"))).toContain("note 2 key - @13");
  });

  it.each([
    ["a space behind the key", "key cloudneta1 ", "keySpace"],
    ["quotes around the key", 'key "cloudneta1"', "keyQuotes"],
    ["other capitals", "key Cloudneta1", "keyCase"],
    ["another key", "key cloudneta3", "keyDiffers"],
  ])("tells of %s", (_, written, meaning) => {
    const text = CRYPTO_MAP.replace("key cloudneta1", written);
    const { differences } = compareWithConnection(readDeviceConfiguration(text), classicModel("static"));
    expect(differences.find(({ parameter, line }) => parameter === "key" && line === 8)?.meaning.key).toBe(
      `compare.meaning.${meaning}`,
    );
  });

  it("reads a crypto map: peers, proposals, no PFS, the access list's pairs and where it is applied", () => {
    expect(told(CRYPTO_MAP, classicModel("static")).filter(toFirst)).toEqual([
      "error 1 phase2DhGroup - @-",
      "warning 1 selectors 10.60.0.0/16 ↔ 10.50.0.0/16; 10.61.0.1/32 ↔ 0.0.0.0/0 @20",
      "warning 1 mss - @-",
      "warning 1 dpd - @-",
      "warning 1 starts - @-",
      "note 1 replayWindow 64 @-",
    ]);
  });
});

describe("Juniper Junos", () => {
  it("reads the set form as people have it: units, a key the device shows encrypted, IKEv1 and BGP's timers by default", () => {
    expect(told(JUNOS, classicModel("bgp")).filter(toFirst)).toEqual([
      "error 1 phase2Encryption 3DES-CBC @10",
      "error 1 ownAsn 65001 @19",
      "warning 1 mss - @-",
      "warning 1 dpd - @-",
      "warning 1 starts - @-",
      "note 1 localAddress 10.1.2.3 @18",
      "note 1 key - @5",
      "note 1 holdTime 90 @-",
    ]);
  });
});

describe("strongSwan", () => {
  it("reads swanctl.conf as people write it, and finds what breaks with the first renewal", () => {
    expect(told(SWANCTL, classicModel("static")).filter(toFirst)).toEqual([
      "warning 1 phase2DhGroup - @-",
      "warning 1 dpd - @-",
      "warning 1 starts - @11",
      "note 1 localAddress 10.1.2.3 @3",
      "note 1 phase1Lifetime 15840 s @-",
      "note 1 phase2Lifetime 3960 s @-",
    ]);
  });

  it("reads ipsec.conf with AWS on the left, defaults and sections that name others", () => {
    expect(told(IPSEC_CONF, classicModel("static")).filter(toFirst)).toEqual([
      "error 1 key - @16",
      "error 1 phase1DhGroup 1 @14",
      "error 1 starts - @15",
    ]);
  });
});

describe("AWS's document", () => {
  const model = classicModel("bgp");
  const keys: [string, string] = ["cloudneta1", "cloudneta2"];

  it("of the same connection differs in nothing", () => {
    expect(told(classicXml("bgp", keys), model)).toEqual([]);
  });

  it("of before its keys and addresses were replaced is told apart tunnel by tunnel", () => {
    const old = classicXml("bgp", ["cloudneta9", "cloudneta2"]).replaceAll("198.51.100.22", "198.51.100.33");
    expect(told(old, model).map((one) => one.replace(/ @\d+$/, ""))).toEqual([
      "error 1 key -",
      "error 2 peer 198.51.100.33",
    ]);
  });
});

it("tells that a text is none of those that can be read", () => {
  const read = readDeviceConfiguration("config system interface\nThe tunnel is down since Tuesday.\n");
  expect(read).toEqual({ format: null, tunnels: [], remarks: [] });
});
