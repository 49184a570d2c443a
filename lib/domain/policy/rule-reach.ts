import { type ApprovalRule, isMatch, type RuleMatch, type Tag, type Touched } from "../changes/rules";
import { type EnvironmentPurpose, purposes } from "../environments/environment-facts";
import { type KindName, kindNames } from "../kinds";
import type { Impact } from "../plan/step";
import { impacts } from "./impacts";

/** An environment as a rule sees it; without an id one that is yet to come. */
export interface Place {
  id: string | null;
  purpose: EnvironmentPurpose;
}

/** Whether the first matches everything that the second does, in these environments and in any that are yet to come. */
export function matchesAllOf(wide: RuleMatch, narrow: RuleMatch, environments: readonly Place[]): boolean {
  return (
    (!wide.kinds || isWithin(narrow.kinds ?? kindNames, wide.kinds)) &&
    isWithin(placesOf(narrow, environments), placesOf(wide, environments)) &&
    (!wide.tags || (narrow.tags !== undefined && isWithin(narrow.tags.map(writeTag), wide.tags.map(writeTag)))) &&
    (wide.impactFrom ?? 0) <= (narrow.impactFrom ?? 0)
  );
}

/** The rule above that leaves this one nothing to decide; null where it decides something. */
export function shadowOf(
  rules: readonly ApprovalRule[],
  index: number,
  environments: readonly Place[],
): ApprovalRule | null {
  const match = rules[index]?.match;
  if (!match) return null;
  return rules.slice(0, index).find((above) => matchesAllOf(above.match, match, environments)) ?? null;
}

/** Where a new rule decides something: above the first that matches all that it does, else at the end. */
export function placeFor(rules: readonly ApprovalRule[], match: RuleMatch, environments: readonly Place[]): number {
  const shadow = rules.findIndex((rule) => matchesAllOf(rule.match, match, environments));
  return shadow === -1 ? rules.length : shadow;
}

/** What no rule matches: these kinds at these impacts in one environment. */
export interface Gap {
  place: Place;
  kinds: KindName[];
  impacts: Impact[];
}

/**
 * Everything that the rules leave out, and so keep from being applied. Judged without tags: what has none is left out before
 * anything else is.
 */
export function listGaps(rules: readonly ApprovalRule[], environments: readonly Place[]): Gap[] {
  return everywhere(environments).flatMap((place) => {
    const gaps = new Map<string, Gap>();
    for (const kind of kindNames) {
      const open = impacts.filter((impact) => !rules.some(({ match }) => isMatch(match, touch(place, kind, impact))));
      const gap = gaps.get(open.join()) ?? { place, kinds: [], impacts: open };
      if (open.length > 0) gaps.set(open.join(), { ...gap, kinds: [...gap.kinds, kind] });
    }
    return [...gaps.values()];
  });
}

/** The environments that are there, and one of each purpose that is not. */
function everywhere(environments: readonly Place[]): Place[] {
  return [...environments, ...purposes.map((purpose) => ({ id: null, purpose }))];
}

function placesOf({ environmentIds, purposes: wanted }: RuleMatch, environments: readonly Place[]): string[] {
  return everywhere(environments)
    .filter(({ id, purpose }) => {
      const isListed = !environmentIds || (id !== null && environmentIds.includes(id));
      return isListed && (!wanted || wanted.includes(purpose));
    })
    .map(({ id, purpose }) => `${id} ${purpose}`);
}

function touch({ id, purpose }: Place, kind: KindName, impact: Impact): Touched {
  return { key: `${kind}/-`, kind, name: "-", impact, environmentId: id ?? "", purpose, tags: [] };
}

function writeTag({ key, value }: Tag): string {
  return JSON.stringify([key, value]);
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((one) => whole.includes(one));
}
