import { expect, test } from "vitest";
import { tunnelSpec } from "@/lib/domain/kinds/vpn-connection/tunnel-options";
import { optionGroupNames, optionGroups, optionRows } from "./option-rows";

const first = { outsideIpAddress: "203.0.113.1" };
const second = { outsideIpAddress: "203.0.113.2" };

const both = ["ikev1", "ikev2"];

test("what EC2 leaves out is told as AWS's default, never as seen", () => {
  const [versions] = optionRows("ike", [first, { ...second, ikeVersions: ["ikev2", "ikev1"] }]);
  expect(versions).toMatchObject({
    values: [
      { from: "default", value: both },
      { from: "answer", value: ["ikev2", "ikev1"] },
    ],
    isChanged: false,
    isUneven: false,
  });
});

test("of a tunnel that EC2's answer lacks no option is known, and it is neither changed nor uneven", () => {
  const [versions] = optionRows("ike", [undefined, { ...second, ikeVersions: ["ikev2"] }]);
  expect(versions).toMatchObject({
    values: [{ from: "nowhere" }, { from: "answer", value: ["ikev2"] }],
    isChanged: true,
    isUneven: false,
  });
  expect(optionRows("ike", [undefined, second])[0]?.isChanged).toBe(false);
});

test("the order of a list is no difference", () => {
  const [versions] = optionRows("ike", [{ ...first, ikeVersions: ["ikev2", "ikev1"] }, second]);
  expect(versions?.isChanged).toBe(false);
});

test("an option of one tunnel alone is changed and uneven", () => {
  const rows = optionRows("phase1", [{ ...first, phase1LifetimeSeconds: 3600 }, second]);
  expect(rows.filter(({ isChanged }) => isChanged).map(({ option }) => option)).toEqual(["phase1LifetimeSeconds"]);
  expect(rows.find(({ option }) => option === "phase1LifetimeSeconds")?.isUneven).toBe(true);
});

test("inside blocks always differ, and that is right", () => {
  const rows = optionRows("addresses", [
    { ...first, insideCidr: "169.254.44.0/30" },
    { ...second, insideCidr: "169.254.45.0/30" },
  ]);
  expect(rows.map(({ isChanged, isUneven }) => [isChanged, isUneven])).toEqual([[false, false]]);
});

test("every option but the key has its place", () => {
  const shown = optionGroupNames.flatMap((group): readonly string[] => optionGroups[group]);
  const { outsideIpAddress: _name, presharedKey: _key, ...rest } = tunnelSpec.shape;
  expect([...shown].sort()).toEqual(Object.keys(rest).sort());
});
