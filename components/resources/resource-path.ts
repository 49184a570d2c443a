import { environmentPath } from "@/components/shell/paths";
import type { KindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";

/** The list of a kind. */
export function kindPath(slug: string, kind: KindName | string): string {
  return environmentPath(slug, `/resources/${kind}`);
}

/** The page of a resource; the kind in its key is said by the address already. */
export function resourcePath(slug: string, key: string): string {
  return `${kindPath(slug, kindInKey(key))}/${encodeURIComponent(nameInKey(key))}`;
}

/** The form of a resource; with a change, of what that draft makes of it. */
export function editPath(slug: string, key: string, changeNumber?: number): string {
  return `${resourcePath(slug, key)}/edit${changeNumber === undefined ? "" : `?change=${changeNumber}`}`;
}

/** The form of a new resource. The kind stands last, so that no resource can have this address. */
export function newResourcePath(slug: string, kind: KindName): string {
  return environmentPath(slug, `/resources/new/${kind}`);
}
