"use client";

import { createContext, useContext } from "react";

interface FieldControl {
  id: string;
  /** Ids of help, error and good news, as far as they are shown. */
  describedBy: string | undefined;
  isInvalid: boolean;
}

const Context = createContext<FieldControl | null>(null);
export const FieldProvider = Context;

/** What a control inside a `Field` takes from it, so that label, help and error belong to it. Nothing outside of one. */
export function useFieldControl() {
  const field = useContext(Context);
  if (field === null) return {};
  return { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.isInvalid || undefined };
}
