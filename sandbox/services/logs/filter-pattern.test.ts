import { describe, expect, test } from "vitest";
import { readFilterPattern } from "./filter-pattern";

const event = JSON.stringify({
  event_timestamp: 1762580429,
  ike_phase1_state: "established",
  ike_phase2_state: "down",
  dpd_enabled: true,
  details: 'No Proposal Match Found. Notifying with "No proposal chosen"',
  message: { prefix: "10.60.0.0/16", med: 100, communities: ["65000:1"], local: null },
});
const finds = (pattern: string, message = event) => readFilterPattern(pattern)(message);

describe("words", () => {
  test("an empty pattern finds everything", () => {
    expect(finds("")).toBe(true);
    expect(finds("   ")).toBe(true);
  });

  test("all words have to be there, in any order, with their case", () => {
    expect(finds("Found Proposal")).toBe(true);
    expect(finds("Found proposals")).toBe(false);
    expect(finds("found")).toBe(false);
  });

  test("quoted text has to be there as a whole; quotes inside it are escaped", () => {
    expect(finds('"Match Found."')).toBe(true);
    expect(finds('"Found Match"')).toBe(false);
    expect(finds('"with \\"No"', 'Notifying with "No proposal')).toBe(true);
  });

  test("of words with ? one is enough, a word with - must not be there", () => {
    expect(finds("?nothing ?established")).toBe(true);
    expect(finds("?nothing ?nowhere")).toBe(false);
    expect(finds("established -down")).toBe(false);
    expect(finds('established -"Peer is not responsive"')).toBe(true);
  });

  test.each(['"open', "a.b", "[w1, w2]", "%regex%"])("%s is refused", (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow("Invalid filter pattern");
  });
});

describe("JSON", () => {
  test.each([
    '{ $.ike_phase2_state = "down" }',
    "{ $.ike_phase2_state = down }",
    '{ $.message.prefix = "10.60.*" }',
    '{ $.message.prefix = "*60*/16" }',
    '{ $.message.communities[0] = "65000:1" }',
    '{ $["message"]["med"] = 100 }',
    "{ $.message.med >= 100 && $.message.med < 101 }",
    "{ ($.message.med > 100) || ($.ike_phase1_state != down) }",
    "{ $.dpd_enabled IS TRUE }",
    "{ $.message.local IS NULL }",
    "{ $.absent NOT EXISTS }",
  ])("%s finds the event", (pattern) => {
    expect(finds(pattern)).toBe(true);
  });

  test.each([
    '{ $.ike_phase2_state = "do" }',
    '{ $.message.prefix = "10.60.*.0" }',
    "{ $.message.med > 100 }",
    "{ $.absent != 1 }",
    "{ $.absent IS NULL }",
    "{ $.ike_phase1_state = established && $.ike_phase2_state = established }",
    "{ $.__proto__ NOT EXISTS && $.constructor = * }",
  ])("%s does not find it", (pattern) => {
    expect(finds(pattern)).toBe(false);
  });

  test("what is no JSON is never found", () => {
    expect(finds("{ $.a NOT EXISTS }", "plain text")).toBe(false);
    expect(finds("{ $.a NOT EXISTS }", "7")).toBe(false);
  });

  test.each([
    "{ $.a }",
    "{ a = 1 }",
    "{ $.a = 1",
    "{ ($.a = 1 }",
    "{ $.a = 1 } b",
    "{ $.a < x }",
    "{ $.a IS MAYBE }",
    "{}",
  ])("%s is refused", (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow("Invalid filter pattern");
  });

  test("many wildcards are read in one walk", () => {
    const pattern = `{ $.a = "${"*a".repeat(250)}b" }`;
    expect(finds(pattern, JSON.stringify({ a: "a".repeat(100_000) }))).toBe(false);
  });
});
