import type { FieldNote } from "./use-check";

/** A note as a `Field` takes it. A warning stands with the help, because nothing is refused. */
export function fieldNotes(
  note: FieldNote | undefined,
  {
    help,
    onUse,
    labelOf,
  }: {
    help?: string;
    onUse: (suggestion: string) => void;
    /** How the link to the suggestion reads. */
    labelOf: (suggestion: string) => string;
  },
) {
  const { suggestion } = note ?? {};
  return {
    help: note && !note.isError ? [note.text, help].filter(Boolean).join(" ") : help,
    error: note?.isError ? note.text : undefined,
    suggestion: suggestion === undefined ? undefined : { label: labelOf(suggestion), onUse: () => onUse(suggestion) },
  };
}
