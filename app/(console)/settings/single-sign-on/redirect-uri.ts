/** Stands in a redirect address where the provider's own part comes, while that is still being typed. */
export const SLUG_PLACE = "slug-comes-here";

/** The redirect address of a provider whose part of the address is typed as this. */
export function redirectUriFor(pattern: string, slug: string): string {
  return pattern.replace(SLUG_PLACE, slug.trim() || "…");
}
