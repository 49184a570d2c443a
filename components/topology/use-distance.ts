"use client";

import { useOnViewportChange, useStoreApi, type Viewport } from "@xyflow/react";
import { type RefObject, useCallback, useEffect } from "react";

type Distance = "near" | "mid" | "far";

/** Writes the distance and the zoom on the canvas for CSS to follow: zooming renders no component anew. */
export function useDistance(frame: RefObject<HTMLDivElement | null>) {
  const store = useStoreApi();
  const write = useCallback(
    ({ zoom }: Viewport) => {
      const element = frame.current;
      if (!element) return;
      element.dataset.distance = distanceOf(zoom);
      element.style.setProperty("--zoom", zoom.toFixed(3));
    },
    [frame],
  );
  useOnViewportChange({ onChange: write });
  // The first view changes nothing, it is there.
  useEffect(() => {
    const [x, y, zoom] = store.getState().transform;
    write({ x, y, zoom });
  }, [store, write]);
}

/** How much is drawn at a zoom. Source: DESIGN.md "Canvas". */
function distanceOf(zoom: number): Distance {
  if (zoom >= 0.75) return "near";
  return zoom >= 0.4 ? "mid" : "far";
}
