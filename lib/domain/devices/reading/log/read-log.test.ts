import fc from "fast-check";
import { expect, it } from "vitest";
import { classicXml } from "../../classic-model.fixture";
import { CRYPTO_MAP, IPSEC_CONF, JUNOS, RUNNING_CONFIG, SWANCTL } from "../foreign-texts.fixture";
import * as logs from "./log.fixture";
import { readLog } from "./read-log";

const [first, second] = ["203.0.113.11", "203.0.113.22"];
const read = (text: string) => readLog(text, [first, second]);
const verdictsOf = (text: string) => read(text)?.verdicts;

it.each([
  ["AWS's activity log, JSON lines", logs.AWS_WRONG_KEY, "aws", null, [1]],
  ["AWS's activity log as text", logs.AWS_TEXT, "aws", null, [1]],
  ["charon's, IKEv2", logs.CHARON_WRONG_KEY_V2, "strongswan", first, [10]],
  ["charon's, IKEv1", logs.CHARON_WRONG_KEY_V1, "strongswan", null, [2, 3]],
  ["pluto's, IKEv2", logs.PLUTO_WRONG_KEY, "libreswan", first, [4]],
  [
    "pluto's, IKEv1",
    '"aws-1" #3: probable authentication failure (mismatch of preshared secrets?): malformed payload in packet',
    ...(["libreswan", null, [1]] as const),
  ],
  [
    "IOS's, IKEv1",
    `*Mar  1 00:42:09.431: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from ${first} failed its sanity check or is malformed`,
    ...(["cisco", first, [1]] as const),
  ],
  [
    "IOS's, IKEv2",
    "Jun 8 19:14:38.059 GMT: IKEv2:(SESSION ID = 14607,SA ID = 68):Verification of peer's authentication data FAILED",
    ...(["cisco", null, [1]] as const),
  ],
])("that the keys differ is told from %s, with the lines that say it", (_, text, source, tunnel, lines) => {
  expect(read(text)).toMatchObject({
    ...{ source, verdicts: [{ tunnel, state: "down", cause: "keysDiffer", lines }] },
  });
});

it.each([
  ["phase1Proposal", "05[IKE] received NO_PROPOSAL_CHOSEN notify error"],
  ["phase1Proposal", "05[IKE] received proposals unacceptable"],
  ["phase1Proposal", "ISAKMP:(0): no offers accepted!"],
  ["phase1Proposal", "IKEv2:(SESSION ID = 1,SA ID = 1):Failed to find a matching policy"],
  ["phase2Proposal", "05[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built"],
  ["phase2Proposal", "05[IKE] no acceptable proposal found"],
  [
    "phase2Proposal",
    '"aws-1" #2: max number of retransmissions (2) reached STATE_QUICK_I1. No acceptable response to our first Quick Mode message: perhaps peer likes no proposal',
  ],
  ["identity", "05[CFG] no matching peer config found"],
  ["identity", "12[IKE] no peer config found"],
  ["noConfiguration", "05[IKE] no IKE config found for 203.0.113.11...192.0.2.1, sending NO_PROPOSAL_CHOSEN"],
  ["keyMissing", "05[IKE] no shared key found for '203.0.113.11' - '198.51.100.10'"],
  ["keyMissing", "\"aws-1\" #1: authentication failed: no PSK found for '203.0.113.11'"],
  ["authentication", "05[IKE] received AUTHENTICATION_FAILED notify error"],
  ["authentication", '"aws-1" #1: IKE SA authentication request rejected by peer: AUTHENTICATION_FAILED'],
  [
    "encryptedUnanswered",
    '"aws-1" #1: STATE_MAIN_I3: 60 second timeout exceeded after 7 retransmits.  Possible authentication failure: no acceptable response to our first encrypted message',
  ],
  ["encryptedUnanswered", 'ISAKMP:(1001):deleting SA reason "Death by retransmission P1" state (I) MM_KEY_EXCH'],
  ["selectors", "05[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built"],
  ["selectors", "05[IKE] traffic selectors 10.0.2.0/24 === 10.0.0.0/24 unacceptable"],
  [
    "selectors",
    '"aws-1" #2: cannot respond to IPsec SA request because no connection is known for 0.0.0.0/0===198.51.100.10',
  ],
  [
    "selectors",
    "Dec 04 2014 12:37:51: %ASA-3-713061: Group = 203.0.113.11, IP = 203.0.113.11, Rejecting IPSec tunnel: no matching crypto map entry for remote proxy 0.0.0.0/0.0.0.0/0/0",
  ],
  ["noAnswer", "05[IKE] giving up after 5 retransmits"],
  ["noAnswer", "05[IKE] retransmit 2 of request with message ID 0"],
  ["noAnswer", 'ISAKMP:(0):deleting SA reason "Death by retransmission P1" state (I) MM_NO_STATE'],
  [
    "halfOpen",
    "%ASA-4-750003: Local:9.8.7.6:500 Remote:2.3.4.5:500 Username:Unknown IKEv2 Negotiation aborted due to ERROR: Failed to receive the AUTH msg before the timer expired",
  ],
  ["deadPeer", "05[IKE] DPD check timed out, enforcing DPD action"],
  ["ended", "05[IKE] received DELETE for IKE_SA aws-1[1]"],
])("%s is told from: %s", (cause, line) => {
  expect(verdictsOf(line)).toMatchObject([{ state: "down", cause, lines: [1] }]);
});

it.each([
  ["deadPeer", "Peer is not responsive - Declaring peer dead"],
  ["keysDiffer", "AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key"],
  ["phase1Proposal", "No Proposal Match Found by AWS"],
  ["phase1Proposal", 'No Proposal Match Found. Notifying with "No proposal chosen"'],
  ["phase2Deleted", "AWS tunnel received DELETE for Phase 2 SA with SPI: 0xc1e0a1f2"],
  ["ended", "AWS tunnel received DELETE for IKE_SA from CGW"],
  ["deadPeer", "AWS tunnel DPD timed out after 3 retransmits"],
  ["collision", "AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE"],
  ["collision", "AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision"],
  ["phase2Failed", "AWS tunnel Phase 2 was unable to establish while keeping Phase 1"],
  ["selectors", "AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder"],
  ["authentication", "AWS tunnel is sending AUTHENTICATION_FAILED as the response"],
  ["keysDiffer", "AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.10"],
  ["halfOpen", "AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: 198.51.100.10"],
  ["rekeyed", "AWS tunnel processed request (id=12) for CREATE_CHILD_SA"],
  ["rekeyed", "AWS tunnel is sending response (id=12) for CREATE_CHILD_SA"],
])("%s is what AWS means by: %s", (meaning, details) => {
  const states = { ike_phase1_state: "down", ike_phase2_state: "down" };
  expect(read(JSON.stringify({ details, ...states }))?.events).toMatchObject([{ meaning }]);
  // As an export wraps it once more.
  expect(read(JSON.stringify({ message: JSON.stringify({ details }) }))?.events).toMatchObject([{ meaning }]);
});

it("states in AWS's entries tell that a tunnel came up and went down, whatever the details are", () => {
  const entry = (phase1: string, phase2: string) =>
    JSON.stringify({ details: "of a kind not known yet", ike_phase1_state: phase1, ike_phase2_state: phase2 });
  const up = [entry("down", "down"), entry("established", "established"), entry("established", "rekeying")];
  expect(verdictsOf(up.join("\n"))).toEqual([{ tunnel: null, state: "up", cause: null, lines: [2] }]);
  const down = [...up, entry("down", "down")];
  expect(verdictsOf(down.join("\n"))).toEqual([{ tunnel: null, state: "open", cause: null, lines: [] }]);
});

it("each tunnel of a log is told by itself, where no line but its first names an address", () => {
  const found = read(logs.CHARON_TWO_TUNNELS);
  expect(found?.verdicts).toEqual([
    { tunnel: first, state: "up", cause: null, lines: [7] },
    { tunnel: second, state: "down", cause: "phase1Proposal", lines: [4] },
  ]);
  expect(found?.events.map(({ tunnel, meaning }) => [tunnel, meaning])).toContainEqual([first, "nat"]);
  expect(found?.events[0]?.time).toBe("Nov 08 05:40:28");
});

it("what a thread says of its own accord is not taken for the tunnel whose message it had before", () => {
  const found = read(`06[NET] received packet: from ${first}[500] to 198.51.100.10[500] (36 bytes)
06[IKE] received NO_PROPOSAL_CHOSEN notify error
07[NET] received packet: from ${second}[500] to 198.51.100.10[500] (36 bytes)
06[IKE] giving up after 5 retransmits`);
  expect(found?.verdicts).toMatchObject([
    { tunnel: null, cause: "noAnswer" },
    { tunnel: first, cause: "phase1Proposal" },
  ]);
});

it("a connection of pluto is one tunnel, whichever of its states speaks", () => {
  const found = read(`"aws-1" #1: initiating IKEv2 connection to ${first} using UDP
"aws-2" #2: initiating IKEv2 connection to ${second} using UDP
"aws-1" #3: initiator established Child SA using #1; IPsec tunnel [0.0.0.0-255.255.255.255:0-65535 0]
"aws-2" #2: IKE SA authentication request rejected by peer: AUTHENTICATION_FAILED`);
  expect(found?.verdicts).toMatchObject([
    { tunnel: first, state: "up" },
    { tunnel: second, state: "down", cause: "authentication" },
  ]);
});

it("a journal in which other daemons speak more often is read", () => {
  const other = "Nov 08 05:40:27 gw sshd[99]: Server listening on 0.0.0.0 port 22.";
  const text = [other, other, other, "Nov 08 05:40:28 gw charon[812]: 12[IKE] received proposals unacceptable", other];
  expect(read(text.join("\n"))).toMatchObject({
    entryCount: 5,
    unknownCount: 4,
    verdicts: [{ cause: "phase1Proposal" }],
  });
});

it("which phase found no proposal is told by the states that AWS's entry has, and each entry has its first line", () => {
  expect(verdictsOf(logs.AWS_ARRAY)).toEqual([{ tunnel: null, state: "down", cause: "phase2Proposal", lines: [9] }]);
});

it("entries of an array on one line are told one by one", () => {
  const array = `[${logs.AWS_WRONG_KEY.split("\n").join(",")}]`;
  expect(read(array)?.events.map(({ meaning }) => meaning)).toEqual(["keysDiffer", "authentication"]);
});

it("what is said first is the reason for what follows: selectors, not the policy that was refused for them", () => {
  expect(verdictsOf(logs.IOS_SELECTORS)).toEqual([{ tunnel: first, state: "down", cause: "selectors", lines: [5] }]);
});

it("retransmissions one after another are one event, and their end tells that nobody answers", () => {
  const found = read(logs.PLUTO_SILENCE);
  expect(found?.events).toMatchObject([
    { meaning: "started" },
    { meaning: "retransmitted", line: 2, lastLine: 3 },
    { meaning: "noAnswer", line: 4 },
  ]);
  expect(found?.verdicts).toMatchObject([{ state: "down", cause: "noAnswer" }]);
});

it("a tunnel that was up is down once its peer is dead, and what is not known is counted", () => {
  expect(read(logs.ASA_DEAD_PEER)).toMatchObject({
    ...{ source: "cisco", entryCount: 4, unknownCount: 1 },
    verdicts: [{ tunnel: first, state: "down", cause: "deadPeer", lines: [3] }],
  });
});

it("what was solved before the tunnel came up is no reason any more; what goes wrong afterwards is told", () => {
  const lines = [
    "05[IKE] received AUTHENTICATION_FAILED notify error",
    "05[IKE] IKE_SA aws-1[2] established between 198.51.100.10[198.51.100.10]...192.0.2.1[192.0.2.1]",
    "05[IKE] CHILD_SA aws-1{1} established with SPIs c1e0a1f2_i c9b3d4e5_o and TS 0.0.0.0/0 === 0.0.0.0/0",
  ];
  expect(verdictsOf(lines.join("\n"))).toEqual([{ tunnel: null, state: "up", cause: null, lines: [3] }]);
  const later = [...lines, "06[IKE] no acceptable proposal found"];
  expect(verdictsOf(later.join("\n"))).toEqual([{ tunnel: null, state: "up", cause: "phase2Proposal", lines: [4] }]);
});

it("algorithms that were offered and those that were wanted are told in the daemon's own names", () => {
  const text = `14[CFG] received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024
14[CFG] configured proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048, IKE:AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384
14[IKE] received proposals unacceptable`;
  expect(read(text)?.events).toMatchObject([
    { meaning: "offered", value: "IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024" },
    { meaning: "accepted", value: expect.stringContaining("ECP_384") },
    { meaning: "phase1Proposal", value: null },
  ]);
});

it("of the text nothing comes out but times, AWS's own addresses and names of algorithms", () => {
  const secret = "abcSecret.Of_nobody";
  const text = Object.values(logs)
    .join("\n")
    .split("\n")
    .map((line) => `${line} key=${secret}`)
    .join("\n");
  const said = JSON.stringify(read(text));
  expect(said).toContain("keysDiffer");
  for (const word of [secret, "198.51.100.10", "aws-1", "SPIs"]) expect(said).not.toContain(word);
});

it.each([
  RUNNING_CONFIG,
  CRYPTO_MAP,
  SWANCTL,
  IPSEC_CONF,
  JUNOS,
  classicXml("bgp"),
  "The tunnel is down since Tuesday.",
  "",
])("a configuration is no log, nor is a letter: %#", (text) => {
  expect(read(text)).toBeNull();
});

const pieces = Object.values(logs).flatMap((text) => text.split(/(\s+)/));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces, "\n", "{", "}", "},{", '"', "details"), fc.string()), { maxLength: 300 })
    .map((words) => words.join("")),
);

it("any text is read without throwing, with lines that are in it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const found = read(text);
      const most = text.split(/\r\n|\n|\r/).length;
      const lines = [...(found?.events ?? []), ...(found?.verdicts ?? []).flatMap(({ lines: at }) => at)];
      for (const at of lines) expect(typeof at === "number" ? at : at.lastLine).toBeLessThanOrEqual(most);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ...[
    "x",
    "{",
    "{\n",
    "},{",
    "} , {",
    "details",
    '"',
    "<a|1>",
    " \t",
    "06[IKE] ",
    "IKE_SA ",
    "tried 1 shared key for ",
  ],
  ...["received proposals: IKE:A, ", "traffic selectors ", "05[IKE] retransmit 1 of request with message ID 0\n"],
  ...["details},{", '"details":"No Proposal Match Found"},{', "203.0.113.11\n203.0.113.22\n", '"aws-1" #1: '],
])("200 kB of %j take well under a second", (piece) => {
  const begin = performance.now();
  read(`${first} ${second}\n${piece.repeat(Math.ceil(200_000 / piece.length))}`);
  // On a busy machine. Work that grows with the square of the length takes minutes.
  expect(performance.now() - begin).toBeLessThan(4000);
});

it.each(["1762580429", "1762580429641"])(
  "an entry of AWS that has its time as a number only, %s, is dated by it",
  (time) => {
    const entry = `{"event_timestamp":${time},"details":"Peer is not responsive - Declaring peer dead","ike_phase1_state":"down"}`;
    expect(readLog(entry)?.events.map(({ time }) => time)).toEqual(["2025-11-08T05:40:29.000Z"]);
  },
);
