import type { FieldNote } from "./use-check";

/** A note as a `Field` takes it. A warning stands with the help, because nothing is refused. */
export function fieldNotes(
  note: FieldNote | undefined,
  { help, onUse }: { help?: string; onUse: (suggestion: string) => void },
) {
  const { suggestion } = note ?? {};
  return {
    help: note && !note.isError ? [note.text, help].filter(Boolean).join(" ") : help,
    error: note?.isError ? note.text : undefined,
    suggestion: suggestion === undefined ? undefined : { label: suggestion, onUse: () => onUse(suggestion) },
  };
}
