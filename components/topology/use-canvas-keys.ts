"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type KeyboardEvent, type RefObject, useCallback } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { type Direction, stepFocus } from "@/lib/domain/topology/step-focus";
import { motion } from "./use-viewport-fit";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface CanvasKeys {
  frame: RefObject<HTMLDivElement | null>;
  drawn: DrawnTopology;
  onSelect: (key: string | null) => void;
}

/** Arrows walk along lines, Enter or Space opens the panel, Escape closes it. What gets the focus is brought into view. */
export function useCanvasKeys({ frame, drawn, onSelect }: CanvasKeys) {
  const { setCenter } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (event: KeyboardEvent) => {
      const id = pieceOf(event.target);
      if (event.key === "Escape") return onSelect(null);
      if (id === null || (event.target instanceof Element && event.target.closest("button"))) return;
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
      const element = frame.current?.querySelector<HTMLElement>(`[data-topology-id="${CSS.escape(next)}"]`);
      element?.focus({ preventScroll: true });
      const place = places.get(next);
      const { transform, width, height } = store.getState();
      if (place && !isInView(place, { transform, width, height })) {
        void setCenter(place.x + place.width / 2, place.y + place.height / 2, { zoom: transform[2], ...motion() });
      }
    },
    [frame, drawn, onSelect, setCenter, store],
  );
}

function pieceOf(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest("[data-topology-id]")?.getAttribute("data-topology-id") ?? null;
}

function isInView(
  place: { x: number; y: number; width: number; height: number },
  view: { transform: [number, number, number]; width: number; height: number },
): boolean {
  const [x, y, zoom] = view.transform;
  const left = place.x * zoom + x;
  const top = place.y * zoom + y;
  return left >= 0 && top >= 0 && left + place.width * zoom <= view.width && top + place.height * zoom <= view.height;
}
