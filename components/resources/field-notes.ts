import type { FieldNotes } from "@/components/ui/field";
import type { FieldNote } from "./note-of";

interface FieldNotesOptions {
  help?: string;
  onUse: (suggestion: string) => void;
  /** How the link to the suggestion reads. */
  labelOf: (suggestion: string) => string;
}

/** A note as a `Field` takes it. */
export function fieldNotes(note: FieldNote | undefined, { help, onUse, labelOf }: FieldNotesOptions): FieldNotes {
  const { suggestion } = note ?? {};
  return {
    help,
    error: note?.isError ? note.text : undefined,
    warning: note && !note.isError ? note.text : undefined,
    suggestion: suggestion === undefined ? undefined : { label: labelOf(suggestion), onUse: () => onUse(suggestion) },
  };
}
