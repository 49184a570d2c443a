"use client";

import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

export type Distance = "near" | "mid" | "far";

/** How much is drawn at a zoom. Source: DESIGN.md "Canvas". */
export function distanceOf(zoom: number): Distance {
  if (zoom >= 0.75) return "near";
  return zoom >= 0.4 ? "mid" : "far";
}

/** Writes the distance and the zoom on the canvas for CSS to follow: zooming renders no component anew. */
export function useDistance(frame: RefObject<HTMLDivElement | null>) {
  const store = useStoreApi();
  useEffect(() => {
    const write = (zoom: number) => {
      const element = frame.current;
      if (!element) return;
      element.dataset.distance = distanceOf(zoom);
      element.style.setProperty("--zoom", zoom.toFixed(2));
    };
    write(store.getState().transform[2]);
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) write(state.transform[2]);
    });
  }, [frame, store]);
}
