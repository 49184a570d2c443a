import { type Role, roles } from "../changes/rights";
import type { Identity } from "./identity";

/** Why a provider's word was not enough: the end of `errors.sso-…`. */
export const refusals = ["email-missing", "email-unverified", "email-taken", "no-role", "groups-too-many"] as const;
export type Refusal = (typeof refusals)[number];

/** What is known here of the person that a provider vouches for. */
export interface Known {
  /** Whoever this provider's subject signed in as before. */
  linked: { userId: string; isMember: boolean; followsClaims: boolean } | null;
  /** Whoever has the e-mail address, as far as nobody is linked. */
  byEmail: { userId: string; isMember: boolean; followsClaims: boolean; isLinkedOtherwise: boolean } | null;
}

/** What the provider's organization has settled. */
export interface Rules {
  groups: readonly { id: string; claim: string; role: Role | null }[];
  /** The role of whoever signs in without a group that gives one; null refuses them. */
  defaultRole: Role | null;
}

export type Admission =
  | { as: "member"; userId: string; isNewLink: boolean; groupIds: string[] }
  | { as: "joining"; userId: string; role: Role; groupIds: string[] }
  | { as: "new"; email: string; role: Role; groupIds: string[] }
  | { as: "refused"; why: Refusal; userId: string | null };

/**
 * Who somebody is whom a provider vouches for, and in which groups. A provider speaks for its own organization only:
 *
 * 1. The same subject of the same issuer is the same person, whatever address they have today.
 * 2. A verified address makes a link once, to a member of that organization. It does not to somebody who is no member, or whom this
 *    provider already knows as another subject: an address can be given to somebody new.
 * 3. Anybody else is created, with what their groups give or the provider's default; without either they are refused. So is
 *    whoever is a member only by such a claim, once it has gone.
 */
export function admit(identity: Identity, known: Known, { groups, defaultRole }: Rules): Admission {
  const { email, isEmailVerified } = identity;
  const person = known.linked ?? known.byEmail;
  const refuse = (why: Refusal): Admission => ({ as: "refused", why, userId: known.linked?.userId ?? null });
  if (!known.linked) {
    if (email === null) return refuse("email-missing");
    if (!isEmailVerified) return refuse("email-unverified");
    if (known.byEmail && (!known.byEmail.isMember || known.byEmail.isLinkedOtherwise)) return refuse("email-taken");
  }
  const told = identity.groups;
  if (told === "too-many" && groups.length > 0) return refuse("groups-too-many");
  const held = groups.filter(({ claim }) => told.includes(claim));
  const groupIds = held.map(({ id }) => id);
  const hasRole = defaultRole !== null || held.some(({ role }) => role !== null);
  if (person?.isMember && !person.followsClaims)
    return { as: "member", userId: person.userId, isNewLink: !known.linked, groupIds };
  if (!hasRole) return refuse("no-role");
  if (person?.isMember) return { as: "member", userId: person.userId, isNewLink: !known.linked, groupIds };
  // The groups bring the rest.
  const role = defaultRole ?? roles[0];
  if (known.linked) return { as: "joining", userId: known.linked.userId, role, groupIds };
  return email === null ? refuse("email-missing") : { as: "new", email, role, groupIds };
}
