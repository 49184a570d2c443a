"use client";

import { createContext, useContext } from "react";

/** What every node and edge of the canvas must know beside its own data. */
export interface CanvasState {
  focus: string | null;
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
  lit: null,
  open: [],
  toggleOpen: () => undefined,
  canPropose: false,
});

/** How one piece stands: selected, dimmed or neither. */
export function useStanding(id: string): { isSelected: boolean; isDim: boolean } {
  const { focus, lit } = useContext(CanvasContext);
  return { isSelected: focus === id, isDim: lit !== null && !lit.has(id) };
}
