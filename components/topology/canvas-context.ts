"use client";

import { createContext, useContext } from "react";

/** What every node and edge of the canvas must know beside its own data. */
export interface CanvasState {
  focus: string | null;
  /** The focus and what is shown with it. */
  marked: ReadonlySet<string>;
  /** Everything but these is dimmed; null when nothing is. */
  lit: ReadonlySet<string> | null;
  /** Keys of gateways and VPCs that a person opened. */
  open: readonly string[];
  toggleOpen: (key: string) => void;
  /** True for people who may propose a connection by dragging. */
  canPropose: boolean;
}

export const CanvasContext = createContext<CanvasState>({
  focus: null,
  marked: new Set(),
  lit: null,
  open: [],
  toggleOpen: () => undefined,
  canPropose: false,
});

/** How one piece stands: selected, marked with what is selected, dimmed, or none of it. */
export function useStanding(id: string): { isSelected: boolean; isMarked: boolean; isDim: boolean } {
  const { focus, marked, lit } = useContext(CanvasContext);
  return { isSelected: focus === id, isMarked: marked.has(id), isDim: lit !== null && !lit.has(id) };
}
