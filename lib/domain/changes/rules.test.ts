import fc from "fast-check";
import { expect, test } from "vitest";
import { type ApprovalRule, defaultRules, isMatch, judgeRules, ruleMatchSchema, ruleRequiresSchema } from "./rules";
import { NETWORK, rule, touched } from "./testing";

const asked = (rules: readonly ApprovalRule[], ...resources: Parameters<typeof touched>[0][]) =>
  judgeRules(rules, resources.map(touched)).requirements.map(({ because: _, ...requirement }) => requirement);
const defaults = defaultRules(NETWORK).map((one, index) => ({ ...one, id: `${index}` }));

test("the rules that an organization begins with ask for what the handbook says, by impact", () => {
  expect(asked(defaults, { impact: 0 })).toEqual([{ count: 1 }]);
  expect(asked(defaults, { impact: 1 })).toEqual([{ count: 1 }]);
  expect(asked(defaults, { impact: 2 })).toEqual([{ count: 1, groupId: NETWORK }]);
  expect(asked(defaults, { impact: 3 })).toEqual([{ count: 2 }]);
  expect(asked(defaults, { impact: 4 })).toEqual([{ count: 2 }, { count: 1, role: "admin" }]);
  expect(asked(defaults, { impact: 4, purpose: "sandbox" })).toEqual([{ count: 1 }]);
});

test("the first rule that matches decides for a resource, whatever those below ask for", () => {
  const loose = rule({ name: "Loose", match: { kinds: ["vpn-connection"] } });
  const strict = rule({ name: "Strict", requires: { approvals: [{ count: 3 }] } });
  expect(asked([loose, strict], {})).toEqual([{ count: 1 }]);
  expect(asked([strict, loose], {})).toEqual([{ count: 3 }]);
});

test("what the resources of a change ask for adds up; of the same people the higher count holds", () => {
  const both = judgeRules(defaults, [touched({ impact: 3 }), touched({ key: "vpc/main", name: "main", impact: 1 })]);
  expect(both.requirements).toEqual([
    {
      count: 2,
      because: [
        { rule: "Impact 3: the last tunnel", names: ["leeds"] },
        { rule: "Everything else", names: ["main"] },
      ],
    },
  ]);
  expect(asked(defaults, { impact: 2 }, { key: "vpn-connection/york", impact: 3 })).toEqual([
    { count: 1, groupId: NETWORK },
    { count: 2 },
  ]);
});

test("what no rule matches is unmatched, and without rules everything is", () => {
  const { unmatched, requirements } = judgeRules([rule({ match: { kinds: ["vpc"] } })], [touched()]);
  expect([unmatched.map(({ name }) => name), requirements]).toEqual([["leeds"], []]);
  expect(judgeRules([], [touched()]).unmatched).toHaveLength(1);
});

test("a rule matches only where all that it names holds", () => {
  const tags = [{ key: "tier", value: "core" }];
  const match = { kinds: ["vpn-connection" as const], purposes: ["production" as const], tags, impactFrom: 2 as const };
  expect(isMatch(match, touched({ tags }))).toBe(true);
  for (const miss of [
    { tags: [] },
    { tags: [{ key: "tier", value: "edge" }] },
    { tags, impact: 1 as const },
    { tags, purpose: "other" as const },
    { tags, kind: "vpc" as const },
  ])
    expect(isMatch(match, touched(miss))).toBe(false);
});

test("every resource is either judged by a rule or told as unmatched, and more resources never ask for less", () => {
  const anyTouched = fc
    .record({
      kind: fc.constantFrom("vpc" as const, "vpn-connection" as const, "route" as const),
      impact: fc.constantFrom<0 | 1 | 2 | 3 | 4>(0, 1, 2, 3, 4),
      purpose: fc.constantFrom("production" as const, "sandbox" as const),
      name: fc.constantFrom("a", "b", "c"),
    })
    .map((made) => touched({ ...made, key: `${made.kind}/${made.name}` }));
  fc.assert(
    fc.property(fc.shuffledSubarray(defaults), fc.array(anyTouched, { maxLength: 5 }), (rules, all) => {
      const whole = judgeRules(rules, all);
      expect(whole.unmatched).toEqual(all.filter((one) => !rules.some(({ match }) => isMatch(match, one))));
      for (const part of judgeRules(rules, all.slice(1)).requirements) {
        const same = whole.requirements.find(({ groupId, role }) => groupId === part.groupId && role === part.role);
        expect(same?.count).toBeGreaterThanOrEqual(part.count);
      }
    }),
  );
});

test("a rule that would match nothing or ask nobody is refused", () => {
  expect(ruleMatchSchema.safeParse({ kinds: [] }).success).toBe(false);
  expect(ruleMatchSchema.safeParse({ kinds: ["toaster"] }).success).toBe(false);
  expect(ruleRequiresSchema.safeParse({ approvals: [] }).success).toBe(false);
  expect(ruleRequiresSchema.safeParse({ approvals: [{ count: 0 }] }).success).toBe(false);
  expect(ruleRequiresSchema.safeParse({ approvals: [{ count: 1, groupId: NETWORK, role: "admin" }] }).success).toBe(
    false,
  );
  expect(
    defaults.every(
      ({ match, requires }) =>
        ruleMatchSchema.safeParse(match).success && ruleRequiresSchema.safeParse(requires).success,
    ),
  ).toBe(true);
});
