"use client";

import { type OnMoveStart, useReactFlow, type Viewport } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { LANES_WIDTH } from "@/lib/domain/topology/measures";

/** Room for the names of the lanes above, and for the zoom controls below. */
const PADDING = { top: "56px", bottom: "64px", x: "24px" } as const;
const FOOT = 64;
/** A first look smaller than this tells nothing; the rest is below. */
const FIRST_ZOOM_LEAST = 0.4;

/**
 * Chooses the first view and keeps it while the canvas changes its size, until a person moves it: from then on it
 * moves only when asked. A search, being a question, brings its hits into view. `first` is null until the room is known.
 */
export function useViewportFit(frame: RefObject<HTMLDivElement | null>, drawn: DrawnTopology) {
  const { setViewport, fitView } = useReactFlow();
  const [first, setFirst] = useState<Viewport | null>(null);
  const wasMoved = useRef(false);
  const current = useRef(drawn);
  useLayoutEffect(() => {
    current.current = drawn;
  }, [drawn]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    setFirst(firstView(element, current.current));
    const observer = new ResizeObserver(() => {
      if (!wasMoved.current) void setViewport(firstView(element, current.current));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, setViewport]);

  // Depends on the question alone: what a refresh adds to the answer moves nothing.
  const { query } = drawn;
  useEffect(() => {
    if (query === "") return;
    const nodes = foundNodes(current.current);
    if (nodes.length === 0) return;
    wasMoved.current = true;
    // Not nearer than 100 %: a single hit needs no magnifying glass.
    void fitView({ nodes, maxZoom: 1, padding: PADDING, ...motion() });
  }, [query, fitView]);

  const onMoveStart: OnMoveStart = useCallback((event) => {
    // Moves by program have no event.
    if (event) wasMoved.current = true;
  }, []);
  const fitAll = useCallback(() => {
    wasMoved.current = true;
    void fitView({ padding: PADDING, maxZoom: 1, ...motion() });
  }, [fitView]);
  return { first, onMoveStart, fitAll };
}

/** Movement that a person asked for may be seen, unless they asked for none. */
export function motion(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160 };
}

/** All of it, but not from too far: then the upper part, in the middle. */
function firstView({ clientWidth: width, clientHeight: height }: Element, drawn: DrawnTopology): Viewport {
  const { widthPx, heightPx } = drawn;
  const whole = Math.min(1, width / widthPx, (height - FOOT) / Math.max(1, heightPx));
  const zoom = Math.max(whole, Math.min(FIRST_ZOOM_LEAST, width / LANES_WIDTH));
  return { x: Math.max(0, (width - widthPx * zoom) / 2), y: 0, zoom };
}

/** The hits, and of lines what they join. */
function foundNodes({ found, edges, nodes }: DrawnTopology): { id: string }[] {
  const keys = new Set(found);
  for (const edge of edges) if (keys.has(edge.id)) keys.add(edge.source).add(edge.target);
  return nodes.filter((node) => keys.has(node.id)).map(({ id }) => ({ id }));
}
