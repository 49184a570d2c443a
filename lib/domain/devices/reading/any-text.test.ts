import fc from "fast-check";
import { expect, it } from "vitest";
import { classicXml } from "../classic-model.fixture";
import { classicModel } from "./any-model.fixture";
import { compareWithConnection } from "./compare-with-connection";
import { CRYPTO_MAP, IPSEC_CONF, JUNOS, RUNNING_CONFIG, SWANCTL } from "./foreign-texts.fixture";
import { readDeviceConfiguration } from "./read-device-configuration";
import { readableFormats } from "./recognize-format";

const model = classicModel("bgp");
const texts = [RUNNING_CONFIG, CRYPTO_MAP, SWANCTL, IPSEC_CONF, JUNOS, classicXml("bgp")];
const pieces = texts.flatMap((text) => text.split(/(\s+)/));

/** Texts out of the words of good ones, and of anything. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces, "{", "}", '"', "\\", "\n", "=", "#", "999.1.1.1", "-1"), fc.string()), {
      maxLength: 300,
    })
    .map((words) => words.join("")),
  fc
    .tuple(fc.constantFrom(...texts), fc.nat(3000), fc.nat(200), fc.string())
    .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length)),
);

it("any text is read and compared without throwing, as whatever it is taken for", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(undefined, ...readableFormats), (text, format) => {
      const read = readDeviceConfiguration(text, { format });
      const { differences } = compareWithConnection(read, model);
      for (const { line } of differences) expect(line ?? 1).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

/** Each repeats what is the most work for one of the readers; "%" is another number each time. */
const long = [
  ...["{", "a {\n", '"', "=", " ", "\n", "#", "x", "conn a\n also=a\n", "<ipsec_tunnel>"],
  "crypto map A 1 ipsec-isakmp\n set peer 198.51.100.11\n",
  " set peer 198.51.100.11\n",
  "interface Tunnel1\n tunnel destination 1.1.1.1\n tunnel protection ipsec profile P\n",
  "crypto isakmp policy 1\n authentication pre-share\n",
  "crypto isakmp key abc address 198.51.100.11\n",
  "router bgp 1\n neighbor 169.254.44.41 remote-as 1\n",
  "permit ip any any\n",
  "set security ipsec vpn a ike gateway a\n",
  "deactivate a%\nset security b%\n",
  "set security ipsec vpn a% ike gateway g\nset security ike gateway g address 1.1.1.1\n",
  "set security ipsec vpn a% bind-interface st0.1\nset protocols bgp group g% neighbor 1.1.1.1 x\n",
  "interface Tunnel%\n tunnel destination 1.1.1.1\n tunnel protection ipsec profile P%\ncrypto ipsec profile P%\n",
  ': PSK "a"\n',
  "esp=aes,aes,aes,aes,aes,aes,aes\n",
];

it.each(long)("100 kB of %j take well under a second", (piece) => {
  const head = `${CRYPTO_MAP}\n${SWANCTL}\n${IPSEC_CONF}\n${JUNOS}\n`;
  const times = Math.ceil(100_000 / piece.length);
  const body = Array.from({ length: times }, (_, index) => piece.replaceAll("%", String(index))).join("");
  const begin = performance.now();
  for (const format of readableFormats) {
    compareWithConnection(readDeviceConfiguration(head + body, { format }), model);
  }
  // One reading for each format, on a busy machine. Work that grows with the square of the length takes minutes.
  expect(performance.now() - begin).toBeLessThan(8000);
});
