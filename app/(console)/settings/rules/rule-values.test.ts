import { expect, test } from "vitest";
import { defaultRules } from "@/lib/domain/changes/rules";
import { type RuleInput, ruleInput } from "@/lib/domain/policy/rule-input";
import { inputOf, newRule, valuesOf } from "./rule-values";

const narrow: RuleInput = {
  name: "Gateways of the network team",
  match: {
    kinds: ["customer-gateway"],
    environmentIds: ["0199a1f0-0000-7000-8000-000000000001"],
    purposes: ["production"],
    tags: [{ key: "team", value: "net" }],
    impactFrom: 1,
  },
  requires: { approvals: [{ count: 2 }, { count: 1, role: "admin" }] },
};

test.each([narrow, ...defaultRules("0199a1f0-0000-7000-8000-000000000002")])(
  "$name that nobody touched in the form is sent as it was stored",
  (rule) => {
    expect(inputOf(valuesOf(rule))).toEqual(rule);
  },
);

test("a form in which only a name was filled in asks one approval for everything", () => {
  expect(ruleInput.parse(inputOf({ ...newRule, name: "Everything" }))).toEqual({
    name: "Everything",
    match: {},
    requires: { approvals: [{ count: 1 }] },
  });
});

test("an empty count and an empty key are refused beside their fields", () => {
  const values = { ...newRule, name: "x", tags: [{ id: 0, key: " ", value: "net" }] };
  const { error } = ruleInput.safeParse(inputOf({ ...values, approvals: [{ id: 0, count: "", from: "" }] }));
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["match.tags.0.key", "requires.approvals.0.count"]);
});
