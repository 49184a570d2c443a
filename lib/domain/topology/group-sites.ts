import { groupBy } from "../group-by";
import type { Site } from "./network";
import { compareHealth, compareNames } from "./severity";

/** What stands in the sites' lane: single devices, sites with several devices, and one stack per gateway for the rest. */
export interface SiteGroups {
  /** Devices in order, those of one site together under its name. */
  groups: { name: string | null; sites: Site[] }[];
  stacked: Site[];
}

/** From here on a shared prefix is a numbering of sites rather than the devices of one. */
const DEVICES_PER_SITE_MAX = 4;

export interface SiteLimits {
  /** So many are drawn whatever their state, the first by name: what is drawn then does not follow the state. */
  always: number;
  /** So many more when they have a problem, the worst first; the stack counts the others. */
  problems: number;
}

/** Chooses which sites of one gateway are drawn by themselves: within the limits, and whatever `wanted` names. */
export function groupSites(sites: readonly Site[], limits: SiteLimits, wanted: ReadonlySet<string>): SiteGroups {
  const ordered = [...sites].sort(compareNames);
  const shown = new Set(ordered.slice(0, limits.always));
  const rest = ordered.slice(limits.always);
  for (const site of rest) if (wanted.has(site.key) || site.proposed) shown.add(site);
  const problems = rest.filter(hasProblem).sort((a, b) => compareHealth(a.health, b.health) || compareNames(a, b));
  for (const site of problems.slice(0, limits.problems)) shown.add(site);
  const stacked = ordered.filter((site) => !shown.has(site));
  // A stack of one hides more than it saves.
  if (stacked.length < 2) return { groups: bySitePrefix(ordered), stacked: [] };
  return { groups: bySitePrefix(ordered.filter((site) => shown.has(site))), stacked };
}

function hasProblem({ health }: Site): boolean {
  return health === "down" || health === "degraded" || health === "unknown";
}

/** "seoul-hq-a" and "seoul-hq-b" are two devices of the site "seoul-hq". */
function bySitePrefix(sites: readonly Site[]): SiteGroups["groups"] {
  const byPrefix = groupBy(sites, (site) => sitePrefix(site.name) ?? site.key);
  return [...byPrefix].flatMap(([name, members]): SiteGroups["groups"] =>
    members.length > 1 && members.length <= DEVICES_PER_SITE_MAX
      ? [{ name, sites: members }]
      : members.map((site) => ({ name: null, sites: [site] })),
  );
}

function sitePrefix(name: string): string | null {
  return (
    /^(.{2,}?)[-_ ](?:[a-z]|\d{1,2}|(?:fw|rt|gw|router|device|primary|secondary)[-_]?\w?)$/iu.exec(name)?.[1] ?? null
  );
}
