import type { FieldNote } from "./note-of";
import type { FormValue, FormValues } from "./spec-values";

/** Something that a reference can point at. */
export interface ReferenceOption {
  key: string;
  name: string;
  /** Its id, or that it is only proposed. */
  detail: string;
}

export type FieldPath = readonly (string | number)[];

/** What every control of a form gets: the values, how to change them, and what is wrong. */
export interface FormFields {
  values: FormValues;
  set: (path: FieldPath, value: FormValue) => void;
  leave: (path: FieldPath) => void;
  noteAt: (path: FieldPath) => FieldNote | undefined;
  options: readonly ReferenceOption[];
  /** True while an existing object is edited: what cannot be changed in place says so. */
  isExisting: boolean;
}
