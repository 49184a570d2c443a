import type { FieldChange } from "../kinds/kind";
import type { Drift } from "./find-drift";

/** A difference that somebody decided to leave as it is for a while. */
export interface Ignored {
  key: string;
  /** Of the field, as `pathText` writes it; "" is the whole resource, where it is gone. */
  path: string;
  /** Of the difference it was decided about. */
  fingerprint: string;
  until: Date;
}

interface Deciding {
  ignored: readonly Ignored[];
  now: Date;
  fingerprint: (value: unknown) => string;
}

export interface Decided {
  /** What nobody decided to leave; a resource of which every field is ignored is not among it. */
  told: Drift[];
  silent: Drift[];
}

/** Parts drift by what is ignored. Another value than the one that was decided about is told again, and so is a later date. */
export function decideDrift(drift: readonly Drift[], deciding: Deciding): Decided {
  const decided: Decided = { told: [], silent: [] };
  const inForce = new Map(
    deciding.ignored.filter(({ until }) => until > deciding.now).map((one) => [placeOf(one), one.fingerprint]),
  );
  for (const one of drift) {
    const isSilent = (path: string, difference: unknown) =>
      inForce.get(placeOf({ key: one.state.key, path })) === deciding.fingerprint(difference);
    if (one.what === "gone") {
      decided[isSilent("", GONE) ? "silent" : "told"].push(one);
      continue;
    }
    const silent = one.fields.filter((field) => isSilent(pathText(field.path), differenceOf(field)));
    const told = one.fields.filter((field) => !silent.includes(field));
    if (told.length > 0) decided.told.push({ ...one, fields: told });
    if (silent.length > 0) decided.silent.push({ ...one, fields: silent });
  }
  return decided;
}

/** Stands for the difference of what is gone. */
export const GONE = "gone";

/** What a decision about a field is bound to. */
export function differenceOf({ before, after }: Pick<FieldChange, "before" | "after">): unknown {
  return { before, after };
}

/** The path of a field as one text. */
export function pathText(path: FieldChange["path"]): string {
  return path.join(".");
}

const placeOf = ({ key, path }: { key: string; path: string }) => `${key} ${path}`;
