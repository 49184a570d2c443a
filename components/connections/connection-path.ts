import { environmentPath } from "@/components/shell/paths";
import { nameInKey } from "@/lib/domain/kinds/key";

export type ConnectionTab =
  | "options"
  | "routes"
  | "configuration"
  | "hand-over"
  | "compare"
  | "keys"
  | "changes"
  | "history";

/** The page of a connection; the kind in its key is said by the address already. */
export function connectionPath(slug: string, key: string, tab?: ConnectionTab): string {
  const path = environmentPath(slug, `/connections/${encodeURIComponent(nameInKey(key))}`);
  return tab === undefined ? path : `${path}/${tab}`;
}

/** The page of one of its hand-overs. */
export function handoverPath(slug: string, key: string, number: number): string {
  return `${connectionPath(slug, key, "hand-over")}/${number}`;
}

/** The key that such an address names. */
export function connectionKeyOf(segment: string): string {
  return `vpn-connection/${decodeURIComponent(segment)}`;
}
