"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { type Direction, stepFocus } from "@/lib/domain/topology/step-focus";
import { curvePoint } from "./pair-path";
import { motion } from "./use-viewport-fit";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** What has the focus keeps so much distance from the rim, or the map moves. */
const RIM = 40;

interface CanvasKeys {
  frame: RefObject<HTMLDivElement | null>;
  drawn: DrawnTopology;
  onSelect: (key: string | null) => void;
}

/**
 * Arrows walk along lines, Enter or Space opens the panel, Escape closes it. What gets the focus by keys is brought into
 * view. React Flow's own keys move and remove nodes, which is not what this map is for.
 */
export function useCanvasKeys({ frame, drawn, onSelect }: CanvasKeys) {
  const { setCenter } = useReactFlow();
  const store = useStoreApi();

  const bringIntoView = useCallback(
    async (id: string) => {
      const middle = middleOf(id, drawn);
      const { transform, width, height } = store.getState();
      if (!middle) return;
      const left = middle.x * transform[2] + transform[0];
      const top = middle.y * transform[2] + transform[1];
      if (left >= RIM && top >= RIM && left <= width - RIM && top <= height - RIM) return;
      await setCenter(middle.x, middle.y, { zoom: transform[2], ...motion() });
    },
    [drawn, setCenter, store],
  );

  const onFocus = useCallback(
    (event: FocusEvent) => {
      const id = pieceOf(event.target);
      if (id !== null && event.target.matches(":focus-visible")) void bringIntoView(id);
    },
    [bringIntoView],
  );

  const onKeyDown = useCallback(
    async (event: KeyboardEvent) => {
      const id = pieceOf(event.target);
      if (event.key === "Escape") return onSelect(null);
      if (id === null) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        return onSelect(id);
      }
      const direction = arrows[event.key];
      if (!direction) return;
      event.preventDefault();
      const next = stepOnMap(drawn, id, direction);
      if (next === null) return;
      // What is out of view may not be in the document; it is, once the map has moved.
      if (!elementOf(next, frame)) {
        await bringIntoView(next);
        await new Promise(requestAnimationFrame);
      }
      elementOf(next, frame)?.focus({ preventScroll: true });
    },
    [frame, drawn, onSelect, bringIntoView],
  );
  return { onFocus, onKeyDown };
}

/** The node or line an element stands for; null for the buttons beside them. */
function pieceOf(target: EventTarget): string | null {
  return target instanceof Element ? target.getAttribute("data-topology-id") : null;
}

function elementOf(id: string, frame: RefObject<HTMLDivElement | null>) {
  const element = frame.current?.querySelector(`[data-topology-id="${CSS.escape(id)}"]`);
  return element instanceof HTMLElement || element instanceof SVGElement ? element : null;
}

function stepOnMap({ nodes, edges }: DrawnTopology, id: string, direction: Direction): string | null {
  const stops = nodes.filter((node) => node.type !== "outline");
  const places = new Map(stops.map((node) => [node.id, node.place]));
  return stepFocus({ nodes: stops, edges, placeOf: (nodeId) => places.get(nodeId) }, id, direction);
}

function middleOf(id: string, { nodes, edges }: DrawnTopology): { x: number; y: number } | null {
  const place = nodes.find((node) => node.id === id)?.place;
  if (place) return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const edge = edges.find((each) => each.id === id);
  return edge ? curvePoint(edge.ends, 0.5) : null;
}
