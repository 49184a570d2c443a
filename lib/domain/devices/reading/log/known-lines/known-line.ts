import type { WordsMeaning } from "../log-meaning";

/**
 * Words that tell a line, and what it means. Nothing in them repeats without bound, so that a long line costs no more than its
 * length; a group, where there is one, holds names of algorithms and nothing else.
 */
export type KnownLine = readonly [words: RegExp, meaning: WordsMeaning];
