"use client";

import { type RefObject, useMemo, useRef } from "react";
import { distanceOf, type Viewport } from "./viewport";

export interface ViewportControl {
  current: () => Viewport;
  /** `how`: "asked" glides there, "direct" follows a hand. */
  moveTo: (view: Viewport, how: "asked" | "direct") => void;
  subscribe: (listener: () => void) => () => void;
}

/**
 * Keeps the view outside of React's state and writes it to the elements: moving and zooming render no component anew. CSS
 * follows the distance and the zoom that are written beside it.
 */
export function useViewport(
  frame: RefObject<HTMLDivElement | null>,
  map: RefObject<HTMLDivElement | null>,
): ViewportControl {
  const view = useRef<Viewport>({ x: 0, y: 0, zoom: 1 });
  const listeners = useRef(new Set<() => void>());
  return useMemo(
    () => ({
      current: () => view.current,
      moveTo: (next, how) => {
        view.current = next;
        const { x, y, zoom } = next;
        if (map.current) {
          map.current.style.transition = how === "asked" ? "transform 160ms cubic-bezier(0.2, 0, 0, 1)" : "none";
          map.current.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
        }
        if (frame.current) {
          frame.current.dataset.distance = distanceOf(zoom);
          frame.current.style.setProperty("--zoom", zoom.toFixed(3));
          frame.current.style.setProperty("--x", `${x}px`);
          frame.current.style.setProperty("--y", `${y}px`);
        }
        for (const listener of listeners.current) listener();
      },
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [frame, map],
  );
}
