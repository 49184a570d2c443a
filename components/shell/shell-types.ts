import type { NavItem } from "./nav-items";

/** An environment as the switcher shows it. */
export interface ShellEnvironment {
  id: string;
  /** Its part of every address. */
  slug: string;
  name: string;
  /** Region and account, or what a sandbox was cloned from: "ap-northeast-2 · 1111…3333". */
  detail: string;
  isSandbox: boolean;
}

export interface ShellUser {
  name: string;
  email: string;
  /** The organizations one can work in; with only one there is nothing to choose. */
  organizations: { id: string; name: string }[];
  organizationId: string;
}

/** How old the newest complete reading of the environment is. Times are ISO strings, as they cross to the browser. */
export interface Freshness {
  readAt: string;
  /** From this age on it counts as stale: three polls. */
  staleAfterMs: number;
}

/** Shown at the right of an item, only where someone must act or where it orients. */
export type NavCounts = Partial<Record<NavItem["id"], number>>;
