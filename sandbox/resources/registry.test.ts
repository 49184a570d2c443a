import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { collectSimulated, simulated } from "./registry";

test("an export that is no EC2 action, or that two files claim, fails at start", () => {
  const action = () => undefined;
  expect(() => collectSimulated([{ DescribeVpcz: action }])).toThrow("EC2 has no action DescribeVpcz");
  expect(() => collectSimulated([{ DescribeVpcs: action }, { DescribeVpcs: action }])).toThrow(
    "Two files simulate DescribeVpcs",
  );
  expect([...collectSimulated([{ DescribeVpcs: action, readBlock: action }]).keys()]).toEqual(["DescribeVpcs"]);
});

test("BEHAVIOUR.md names every simulated action and no other", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../BEHAVIOUR.md"), "utf8");
  const table = text.slice(text.indexOf("## Actions"), text.indexOf("### Operations of the other services"));
  const named = [...table.matchAll(/`([A-Z]\w+)`/g)].map((match) => match[1]);
  expect(named.sort()).toEqual([...simulated.keys()].sort());
});
