import { expect, test } from "vitest";
import { z } from "zod";
import { facts } from "../kinds/fields";
import { diffResource } from "./diff-resource";

const schema = z.object({
  name: z.string(),
  lifetimeSeconds: facts(z.number().optional(), { awsDefault: 28800 }),
  image: facts(z.string().optional(), { unlisted: true }),
  groups: z.array(z.string()).optional(),
  tunnels: z
    .array(
      z.object({
        insideCidr: z.string().optional(),
        dhGroups: facts(z.array(z.number()).optional(), { awsDefault: [2, 14] }),
        presharedKey: z.object({ $secret: z.string() }).optional(),
      }),
    )
    .optional(),
});

test("fields that are not wanted are not compared", () => {
  expect(diffResource({ schema, wanted: { name: "a" }, shown: { name: "a", groups: ["x"] } })).toEqual([]);
});

test("what EC2 leaves out is at its default", () => {
  const wanted = { name: "a", lifetimeSeconds: 28800 };
  expect(diffResource({ schema, wanted, shown: { name: "a" } })).toEqual([]);
  expect(diffResource({ schema, wanted: { ...wanted, lifetimeSeconds: 3600 }, shown: { name: "a" } })).toEqual([
    { path: ["lifetimeSeconds"], before: 28800, after: 3600 },
  ]);
});

test("plain lists are compared as sets: EC2 has its own order", () => {
  const shown = { name: "a", groups: ["y", "x"] };
  expect(diffResource({ schema, wanted: { name: "a", groups: ["x", "y"] }, shown })).toEqual([]);
  expect(diffResource({ schema, wanted: { name: "a", groups: ["x"] }, shown })).toEqual([
    { path: ["groups"], before: ["y", "x"], after: ["x"] },
  ]);
});

test("tunnels are compared field by field, each with its own defaults", () => {
  const wanted = { tunnels: [{ dhGroups: [14, 2] }, { dhGroups: [20] }] };
  const shown = { tunnels: [{}, { dhGroups: [14] }] };
  expect(diffResource({ schema, wanted, shown })).toEqual([
    { path: ["tunnels", 1, "dhGroups"], before: [14], after: [20] },
  ]);
});

test("a key is a change only when another secret is named than the applied one", () => {
  const applied = { tunnels: [{ presharedKey: { $secret: "one" } }] };
  expect(diffResource({ schema, wanted: applied, shown: { tunnels: [{}] }, applied })).toEqual([]);
  const wanted = { tunnels: [{ presharedKey: { $secret: "two" } }] };
  expect(diffResource({ schema, wanted, shown: { tunnels: [{}] }, applied })).toEqual([
    { path: ["tunnels", 0, "presharedKey"], before: { $secret: "one" }, after: { $secret: "two" } },
  ]);
  expect(diffResource({ schema, wanted, shown: { tunnels: [{}] } })).toHaveLength(1);
});

test("what EC2 never lists is told from the last applied spec", () => {
  const wanted = { image: "ami-2" };
  expect(diffResource({ schema, wanted, shown: { image: "ami-1" }, applied: { image: "ami-2" } })).toEqual([]);
  expect(diffResource({ schema, wanted, shown: {}, applied: { image: "ami-1" } })).toEqual([
    { path: ["image"], before: "ami-1", after: "ami-2" },
  ]);
});
