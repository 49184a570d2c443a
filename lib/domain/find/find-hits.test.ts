import fc from "fast-check";
import { expect, test } from "vitest";
import { type Findable, findHits, type HitGroup } from "./find-hits";

function thing(label: string, texts: string[] = [], group: HitGroup = "resources", around: string[] = []): Findable {
  return { group, label, texts, around };
}

function labels(things: readonly Findable[], query: string): string[] {
  return findHits(things, query).map((hit) => hit.thing.label);
}

test("an exact id or address stands before what begins with it, and that before what contains it", () => {
  const things = [thing("1203.0.113.7"), thing("203.0.113.71"), thing("203.0.113.7")];
  expect(labels(things, "203.0.113.7")).toEqual(["203.0.113.7", "203.0.113.71", "1203.0.113.7"]);
});

test("an address finds the blocks it lies in, the narrowest first, and never the default route", () => {
  const things = ["0.0.0.0/0", "10.0.0.0/8", "10.50.0.0/16", "10.50.1.0/24", "10.51.0.0/16"].map((cidr) => thing(cidr));
  expect(labels(things, "10.50.1.7")).toEqual(["10.50.1.0/24", "10.50.0.0/16", "10.0.0.0/8"]);
});

test("a block finds itself, what is around it and what lies in it", () => {
  const things = ["10.50.1.9", "10.50.1.0/24", "10.0.0.0/8", "10.50.0.0/16", "10.60.0.0/16"].map((text) => thing(text));
  expect(labels(things, "10.50.0.0/16")).toEqual(["10.50.0.0/16", "10.0.0.0/8", "10.50.1.9", "10.50.1.0/24"]);
});

test("the text that answers is told where it is not the label", () => {
  const [hit] = findHits([thing("leeds", ["vpn-0a1b", "10.60.0.0/16"])], "10.60.3.4");
  expect(hit?.match).toBe("10.60.0.0/16");
  expect(findHits([thing("leeds", ["vpn-0a1b"])], "lee")[0]?.match).toBeNull();
});

test("letters that only stand in the right order do not match", () => {
  expect(labels([thing("203.0.113.71")], "2371")).toEqual([]);
});

test("every word must be found, in the thing or in what it belongs to", () => {
  const tunnel = thing("203.0.113.71", [], "tunnels", ["leeds"]);
  expect(labels([tunnel], "leeds 203.0")).toEqual(["203.0.113.71"]);
  expect(labels([tunnel], "leeds 198.51")).toEqual([]);
});

test("what is called so itself stands before what belongs to it", () => {
  const tunnel = thing("203.0.113.71", [], "tunnels", ["leeds"]);
  expect(labels([tunnel, thing("old-leeds", [], "connections")], "leeds")).toEqual(["old-leeds", "203.0.113.71"]);
});

test("one group never crowds out the others", () => {
  const many = Array.from({ length: 40 }, (_, index) => thing(`leeds-${index}`));
  const hits = findHits([...many, thing("to leeds", [], "changes")], "leeds");
  expect(hits.map(({ thing: { group } }) => group).filter((group) => group === "changes")).toHaveLength(1);
});

test("members of a group stand together, and there are never more than twelve hits", () => {
  const groups: HitGroup[] = ["tunnels", "connections", "sites", "resources", "changes"];
  const things = fc.array(fc.record({ label: fc.stringMatching(/^[ab]{1,4}$/), group: fc.constantFrom(...groups) }));
  fc.assert(
    fc.property(things, fc.stringMatching(/^[ab]{1,2}$/), (some, query) => {
      const hits = findHits(
        some.map(({ label, group }) => thing(label, [], group)),
        query,
      );
      const order = hits.map((hit) => hit.thing.group).filter((group, index, all) => group !== all[index - 1]);
      expect(new Set(order).size).toBe(order.length);
      expect(hits.length).toBeLessThanOrEqual(12);
    }),
  );
});
