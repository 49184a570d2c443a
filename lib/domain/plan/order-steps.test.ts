import fc from "fast-check";
import { expect, test } from "vitest";
import { type OrderNode, orderSteps } from "./order-steps";

/** A graph without cycles: each node waits only for nodes before it in the list, and the list is shuffled. */
const acyclic = fc
  .array(fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.array(fc.nat(), { maxLength: 3 }), fc.nat(4)), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((rows) => {
    const nodes = rows.map(
      ([after, wishes, rank], index): OrderNode => ({
        id: `n${index}`,
        after: index === 0 ? [] : after.map((number) => `n${number % index}`),
        preferablyAfter: wishes.map((number) => `n${number % rows.length}`),
        priority: [rank, `n${index}`],
      }),
    );
    return fc.shuffledSubarray(nodes, { minLength: nodes.length, maxLength: nodes.length });
  });

test("every node stands after all that it waits for, wishes included", () => {
  fc.assert(
    fc.property(acyclic, (nodes) => {
      const ordered = orderSteps(nodes);
      const place = new Map(ordered.map(({ id }, index) => [id, index]));
      expect([...place.keys()].sort()).toEqual(nodes.map((node) => node.id).sort());
      for (const { id, after } of ordered) {
        for (const other of after) expect(place.get(other)).toBeLessThan(place.get(id) ?? -1);
      }
      for (const node of nodes) {
        const kept = ordered.find(({ id }) => id === node.id)?.after ?? [];
        expect(kept).toEqual(expect.arrayContaining(node.after));
      }
    }),
  );
});

test("the same nodes come out in the same order, however they were listed", () => {
  fc.assert(
    fc.property(acyclic, (nodes) => {
      const plain = nodes.map((node) => ({ ...node, preferablyAfter: [] }));
      expect(orderSteps([...plain].reverse())).toEqual(orderSteps(plain));
    }),
  );
});

test("free nodes come by rank as a number, then by key", () => {
  const nodes = [
    { id: "b", after: [], priority: [100, "b"] },
    { id: "c", after: [], priority: [20, "c"] },
    { id: "a", after: [], priority: [100, "a"] },
  ];
  expect(orderSteps(nodes).map(({ id }) => id)).toEqual(["c", "a", "b"]);
});

test("a cycle throws and is named", () => {
  const nodes = [
    { id: "a", after: ["b"], priority: [] },
    { id: "b", after: ["c"], priority: [] },
    { id: "c", after: ["a"], priority: [] },
    { id: "d", after: ["a"], priority: [] },
  ];
  expect(() => orderSteps(nodes)).toThrow("a → b → c → a");
});

test("a wish that would close a cycle is dropped", () => {
  const nodes = [
    { id: "a", after: [], preferablyAfter: ["b"], priority: [] },
    { id: "b", after: ["a"], priority: [] },
  ];
  expect(orderSteps(nodes)).toEqual([
    { id: "a", after: [] },
    { id: "b", after: ["a"] },
  ]);
});
