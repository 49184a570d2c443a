import fc from "fast-check";
import { expect, test } from "vitest";
import { type ApprovalRule, defaultRules, isMatch, judgeRules, type RuleMatch, type Touched } from "../changes/rules";
import { purposes } from "../environments/environment-facts";
import { kindNames } from "../kinds";
import { impacts } from "./impacts";
import { listGaps, matchesAllOf, placeFor, shadowOf } from "./rule-reach";

const environments = purposes.map((purpose, index) => ({ id: `environment-${index}`, purpose }));
const tags = [
  { key: "team", value: "net" },
  { key: "team", value: "apps" },
];
const someOf = <Member>(members: readonly Member[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...members), { minLength: 1 }), { nil: undefined });

const matches: fc.Arbitrary<RuleMatch> = fc.record({
  kinds: someOf(kindNames),
  environmentIds: someOf(environments.map(({ id }) => id)),
  purposes: someOf(purposes),
  tags: someOf(tags),
  impactFrom: fc.option(fc.constantFrom(...impacts), { nil: undefined }),
});
const touched: fc.Arbitrary<Touched> = fc
  .record({ place: fc.constantFrom(...environments), kind: fc.constantFrom(...kindNames), tags: fc.subarray(tags) })
  .chain(({ place, ...rest }) =>
    fc.constantFrom(...impacts).map((impact) => ({
      ...rest,
      key: "k",
      name: "k",
      impact,
      environmentId: place.id,
      purpose: place.purpose,
    })),
  );

function rulesOf(...all: RuleMatch[]): ApprovalRule[] {
  return all.map((match, index) => ({
    id: String(index),
    name: String(index),
    match,
    requires: { approvals: [{ count: 1 }] },
  }));
}

test("a rule said to match all of another's matches whatever that one does", () => {
  fc.assert(
    fc.property(matches, matches, touched, (wide, narrow, resource) => {
      if (matchesAllOf(wide, narrow, environments) && isMatch(narrow, resource))
        expect(isMatch(wide, resource)).toBe(true);
    }),
  );
});

test("a rule in the shadow of another never decides, and one put where it is proposed is in nobody's shadow", () => {
  fc.assert(
    fc.property(fc.array(matches, { maxLength: 5 }), matches, touched, (others, match, resource) => {
      const rules = rulesOf(...others, match);
      const last = rules.length - 1;
      const decides = rules.findIndex((rule) => isMatch(rule.match, resource));
      if (shadowOf(rules, last, environments)) expect(decides).not.toBe(last);
      const place = placeFor(rulesOf(...others), match, environments);
      expect(shadowOf(rulesOf(...others.toSpliced(place, 0, match)), place, environments)).toBeNull();
    }),
  );
});

test("what the gaps name is unmatched, and without gaps nothing is", () => {
  fc.assert(
    fc.property(fc.array(matches, { maxLength: 4 }), touched, (others, resource) => {
      const rules = rulesOf(...others);
      const isGap = listGaps(rules, environments).some(
        ({ place, kinds, impacts }) =>
          place.id === resource.environmentId && kinds.includes(resource.kind) && impacts.includes(resource.impact),
      );
      const bare = { ...resource, tags: [] };
      expect(judgeRules(rules, [bare]).unmatched.length > 0).toBe(isGap);
      if (!isGap) expect(judgeRules(rules, [resource]).unmatched).toEqual([]);
    }),
  );
});

test("the rules that an organization begins with leave nothing out, and each of them decides something", () => {
  const rules = defaultRules("network").map((rule, index) => ({ ...rule, id: String(index) }));
  expect(listGaps(rules, environments)).toEqual([]);
  expect(rules.map((_, index) => shadowOf(rules, index, environments))).toEqual(rules.map(() => null));
});

test("a rule about the environments of today says nothing about those of tomorrow", () => {
  const today = rulesOf({ environmentIds: environments.map(({ id }) => id) });
  expect(listGaps(today, environments).map(({ place }) => place)).toEqual(
    purposes.map((purpose) => ({ id: null, purpose })),
  );
  expect(matchesAllOf(today[0]?.match ?? {}, {}, environments)).toBe(false);
});
