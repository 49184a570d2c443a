import type { KindName } from "../kinds";
import { newKey } from "../kinds/key";
import type { Edit } from "../plan/step";

/** Collects the edits of a goal and gives each new resource a key that nothing else has. */
export class EditList {
  readonly edits: Edit[] = [];
  private readonly keys = new Set<string>();

  /** `isTaken` tells the keys that the environment has already. */
  constructor(private readonly isTaken: (key: string) => boolean) {}

  /** Wants a new resource and returns its key. */
  add(kind: KindName, name: string, spec: Record<string, unknown>): string {
    const key = newKey(kind, name, { has: (other) => this.keys.has(other) || this.isTaken(other) });
    this.keys.add(key);
    this.edits.push({ operation: "put", kind, key, spec: withoutUndefined(spec) });
    return key;
  }

  /** Takes a resource away, once however often it is asked for. */
  remove(kind: KindName, key: string): void {
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.edits.push({ operation: "remove", kind, key });
  }
}

/** A field that is left out and one that is undefined are the same wish; stored, only the first exists. */
function withoutUndefined(spec: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
}
