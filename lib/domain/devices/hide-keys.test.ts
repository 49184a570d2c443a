import fc from "fast-check";
import { expect, test } from "vitest";
import { hideKeys } from "./hide-keys";

const [first, second] = ["Aa1._first", "Bb2._second"];

/** Two tunnels with these keys. */
function tunnels(one: string | null, other: string | null) {
  return [
    { outsideIpAddress: "192.0.2.1", presharedKey: one },
    { outsideIpAddress: "192.0.2.2", presharedKey: other },
  ];
}

test("each key gives way to a place that names its tunnel, wherever it stands", () => {
  expect(hideKeys(`key ${first}\nkey "${second}"\nagain ${first}`, tunnels(first, second))).toBe(
    'key <pre-shared key of tunnel 192.0.2.1>\nkey "<pre-shared key of tunnel 192.0.2.2>"\nagain <pre-shared key of tunnel 192.0.2.1>',
  );
});

test("a key that begins like the other leaves no end of it behind", () => {
  const longer = `${first}_and_more`;
  expect(hideKeys(`${longer} ${first}`, tunnels(first, longer))).toBe(
    "<pre-shared key of tunnel 192.0.2.2> <pre-shared key of tunnel 192.0.2.1>",
  );
});

test("one key for both tunnels is hidden too", () => {
  expect(hideKeys(`a ${first} b ${first}`, tunnels(first, first))).not.toContain(first);
});

test("a text in which a key is not found, or whose key is not known, is not given out as one without keys", () => {
  expect(hideKeys(`key ${first}`, tunnels(first, second))).toBeNull();
  expect(hideKeys(`key ${first}`, tunnels(first, null))).toBeNull();
  expect(hideKeys(`key ${first}`, tunnels(first, ""))).toBeNull();
  expect(hideKeys("nothing", [])).toBeNull();
});

const key = fc.stringMatching(/^[1-9A-Za-z._][0-9A-Za-z._]{7,63}$/);

test("whatever the keys and the text, what comes out holds neither", () => {
  fc.assert(
    fc.property(key, key, fc.tuple(fc.string(), fc.string(), fc.string()), (one, other, [a, b, c]) => {
      // The addresses of the places are digits and points, and so may a key be.
      fc.pre(![one, other].some((text) => "192.0.2.1 192.0.2.2".includes(text)));
      const hidden = hideKeys(`${a} ${one} ${b} ${other} ${c}`, tunnels(one, other)) ?? "";
      expect(hidden.includes(one) || hidden.includes(other)).toBe(false);
    }),
  );
});
