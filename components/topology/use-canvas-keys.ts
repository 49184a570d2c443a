"use client";

import { type KeyboardEvent, type RefObject, useCallback } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { type Direction, stepFocus } from "@/lib/domain/topology/step-focus";
import type { ViewportControl } from "./use-viewport";
import { sizeOf } from "./use-viewport-fit";
import { bringIn } from "./viewport";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface CanvasKeys {
  frame: RefObject<HTMLDivElement | null>;
  control: ViewportControl;
  drawn: DrawnTopology;
  onSelect: (key: string | null) => void;
}

/** Arrows walk along lines, Enter or Space opens the panel, Escape closes it. What gets the focus is brought into view. */
export function useCanvasKeys({ frame, control, drawn, onSelect }: CanvasKeys) {
  return useCallback(
    (event: KeyboardEvent) => {
      const id = pieceOf(event.target);
      if (event.key === "Escape") return onSelect(null);
      if (id === null || (event.target instanceof Element && event.target.closest("button:not([data-topology-id])")))
        return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        return onSelect(id);
      }
      const direction = arrows[event.key];
      if (!direction) return;
      event.preventDefault();
      const places = new Map(
        drawn.nodes.filter((node) => node.type !== "outline").map((node) => [node.id, node.place]),
      );
      const nodes = drawn.nodes.filter((node) => node.type !== "outline");
      const next = stepFocus({ nodes, edges: drawn.edges, placeOf: (nodeId) => places.get(nodeId) }, id, direction);
      if (next === null) return;
      const element = frame.current?.querySelector(`[data-topology-id="${CSS.escape(next)}"]`);
      if (element instanceof HTMLElement || element instanceof SVGElement) element.focus({ preventScroll: true });
      const place = places.get(next);
      if (place) control.moveTo(bringIn(place, control.current(), sizeOf(frame)), "asked");
    },
    [frame, control, drawn, onSelect],
  );
}

function pieceOf(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest("[data-topology-id]")?.getAttribute("data-topology-id") ?? null;
}
