import type { Health } from "../tunnels/tunnel-status";

/** How much a health asks for a look; the lowest number first. */
const SEVERITY: Record<Health, number> = {
  down: 0,
  degraded: 1,
  "never-up": 2,
  unknown: 3,
  pending: 4,
  healthy: 5,
};

/** All that a connection in AWS can be, worst first: the order that lists and filters have. */
export const healths: readonly Health[] = Object.keys(SEVERITY).filter(isHealth).sort(compareHealth);

function isHealth(name: string): name is Health {
  return Object.hasOwn(SEVERITY, name);
}

/** Worst first. */
export function compareHealth(a: Health | null, b: Health | null): number {
  return (a === null ? 6 : SEVERITY[a]) - (b === null ? 6 : SEVERITY[b]);
}

/** The worst of some; null for none. */
export function worstHealth(healths: Iterable<Health>): Health | null {
  let worst: Health | null = null;
  for (const health of healths) if (compareHealth(health, worst) < 0) worst = health;
  return worst;
}

const collator = new Intl.Collator("en", { numeric: true });

/** Order of names as people count: site-2 before site-10. */
export function compareNames(a: { name: string; key: string }, b: { name: string; key: string }): number {
  return collator.compare(a.name, b.name) || collator.compare(a.key, b.key);
}
