/** The address of a page of an environment: `environmentPath("seoul-demo", "/connections")`; "/" is its overview. */
export function environmentPath(slug: string, path: `/${string}`): string {
  return `/${encodeURIComponent(slug)}${path === "/" ? "" : path}`;
}
