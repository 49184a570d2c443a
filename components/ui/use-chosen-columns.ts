"use client";

import { useEffect, useState } from "react";
import type { DataColumn } from "./data-column";

export interface ColumnChoice {
  options: { id: string; label: string; isShown: boolean }[];
  toggle: (columnId: string) => void;
}

/** Which columns of a table somebody wants to see. Kept in the browser by the table's name. */
export function useChosenColumns<Row>(
  tableId: string,
  columns: readonly DataColumn<Row>[],
): [isShown: (column: DataColumn<Row>) => boolean, choice: ColumnChoice] {
  const storageKey = `columns.${tableId}`;
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  useEffect(() => setChosen(parseChosen(localStorage.getItem(storageKey))), [storageKey]);

  const isShown = (column: DataColumn<Row>) =>
    column === columns[0] || (chosen[column.id] ?? column.isHiddenAtFirst !== true);
  const toggle = (columnId: string) => {
    const column = columns.find(({ id }) => id === columnId);
    if (column === undefined) return;
    const next = { ...chosen, [columnId]: !isShown(column) };
    localStorage.setItem(storageKey, JSON.stringify(next));
    setChosen(next);
  };
  const options = columns.slice(1).map((column) => ({ id: column.id, label: column.header, isShown: isShown(column) }));
  return [isShown, { options, toggle }];
}

/** Anything may stand in a browser's storage, also what an older version wrote. */
function parseChosen(text: string | null): Record<string, boolean> {
  if (text === null) return {};
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== "object" || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([, isShown]) => typeof isShown === "boolean"));
  } catch {
    return {};
  }
}
