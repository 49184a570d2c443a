import { environmentPath } from "@/components/shell/paths";
import type { KeyWay } from "@/lib/domain/goals/key-ways";

/** The page that rotates the keys of these connections. */
export function rotationPath(slug: string, of: readonly string[], way: KeyWay = "rolling"): string {
  const query = new URLSearchParams([...of.map((key) => ["of", key]), ...(way === "rolling" ? [] : [["way", way]])]);
  return environmentPath(slug, query.size > 0 ? `/keys?${query}` : "/keys");
}
