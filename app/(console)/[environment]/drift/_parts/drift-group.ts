/** A field that differs, in words. Times are ISO 8601. */
export interface DriftLine {
  label: string;
  wanted: string;
  shown: string;
  since: string | null;
  path: string;
  fingerprint: string;
}

/** A resource that has drifted, in words: the browser needs no schema. */
export interface DriftGroup {
  key: string;
  name: string;
  kindName: string;
  href: string;
  isGone: boolean;
  lines: DriftLine[];
  since: string | null;
  cause: string;
  changes: number[];
  /** Set where its list was not read lately. */
  stale: { readAt: string | null } | null;
  /** Why what AWS has cannot be wanted here. */
  cannotAdopt: string | null;
}
