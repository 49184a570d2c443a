import type { FieldChange } from "../kinds/kind";

/** One line of a resource's history, with what is different from the line of its side before: the wish's, or EC2's. */
export interface HistoryEntry {
  id: string;
  at: Date;
  what: "wanted" | "adopted" | "forgotten" | "seen" | "firstSeen" | "gone";
  /** Who wanted it so; null for what EC2 showed. */
  actorName: string | null;
  changeNumber: number | null;
  /** EC2's lifecycle word, and the one before where that was another. */
  state: string | null;
  stateBefore: string | null;
  changes: FieldChange[];
  /** Set on the first line of its side: how many fields were noted. */
  fieldCount: number | null;
}

/** A page of a history, newest first. */
export interface HistoryPage {
  entries: HistoryEntry[];
  /** From 1 on. */
  page: number;
  pageSize: number;
  count: number;
}
