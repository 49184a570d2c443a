import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { services } from "./registry";

const modelled = [...services].flatMap(([name, { model, simulated }]) =>
  model && simulated ? [{ name, model: model(), simulated }] : [],
);

test.each(modelled)("$name simulates only operations that it has, each once", ({ model, simulated }) => {
  expect(simulated.filter((name) => !model.operations.has(name))).toEqual([]);
  expect(new Set(simulated).size).toBe(simulated.length);
});

test("BEHAVIOUR.md names every simulated operation of each service and no other", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../BEHAVIOUR.md"), "utf8");
  const section = text.slice(text.indexOf("### Operations of the other services"), text.indexOf("## VPC"));
  const rows = [...section.matchAll(/^\| (\w+)\s+\| (`.*`)\s*\|$/gm)].map(([, service, names = ""]) => [
    service,
    [...names.matchAll(/`(\w+)`/g)].map((match) => match[1]).sort(),
  ]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(modelled.map(({ name, simulated }) => [name, [...simulated].sort()])),
  );
});
