import type { KindName } from "../kinds";
import type { FieldChange } from "../kinds/kind";
import type { Phrase } from "../phrase";

/** A field that AWS has otherwise than it is wanted. */
export interface DriftFieldView {
  path: (string | number)[];
  /** The path as one text, and what a decision to ignore it is bound to. */
  pathText: string;
  fingerprint: string;
  wanted: unknown;
  shown: unknown;
  /** Since when AWS has it so, as far as it was seen. */
  since: Date | null;
}

/** A resource that AWS has otherwise than it is wanted, with all that helps to decide about it. */
export interface DriftView {
  kind: KindName;
  key: string;
  name: string;
  what: "differs" | "gone";
  fields: DriftFieldView[];
  /** Of the whole, where it is gone. */
  fingerprint: string;
  since: Date | null;
  /** How it may have come about. */
  cause: Phrase;
  /** Numbers of open changes that edit it. */
  changes: number[];
  /** When its list was last read, and whether that is too long ago to say anything about now. */
  readAt: Date | null;
  isStale: boolean;
  /** The field that AWS has as it cannot be wanted here; null where it can be adopted. */
  notAdoptable: { field: string; phrase: Phrase } | null;
}

/** A difference that is left as it is for a while. */
export interface IgnoredView {
  id: string;
  kind: KindName;
  key: string;
  name: string;
  /** Null for the whole resource. */
  path: (string | number)[] | null;
  reason: string;
  until: Date;
  byName: string;
  at: Date;
  /** silent: as it was decided about · moved: another difference by now, told again · over: there is none any more. */
  standing: "silent" | "moved" | "over";
}

/** A resource in AWS that nobody asked for here. */
export interface UnmanagedView {
  kind: KindName;
  key: string;
  name: string;
  awsId: string | null;
  state: string | null;
  since: Date | null;
  /** How many more come along when it is adopted. */
  brings: number;
  notAdoptable: { field: string; phrase: Phrase } | null;
  /** Numbers of open changes that edit it. */
  changes: number[];
}

/** What a change makes the wish without a call, because AWS has it so already. */
export interface TakenOver {
  kind: KindName;
  key: string;
  name: string;
  /** AWS does not have it any more, and it is wanted no more. */
  isGone: boolean;
  /** `before` was wanted, `after` is what AWS has. */
  changes: FieldChange[];
}
