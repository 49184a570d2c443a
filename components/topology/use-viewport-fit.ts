"use client";

import { type OnMoveStart, useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { LANES_WIDTH } from "@/lib/domain/topology/measures";

const MARGIN = 24;
/** Room for the zoom controls. */
const FOOT = 64;
/** A first look smaller than this tells nothing; the rest is below. */
const FIRST_ZOOM_LEAST = 0.4;

/**
 * Chooses the first view and keeps it while the canvas changes its size, until a person moves it: from then on it
 * moves only when asked. A search, being a question, brings its hits into view.
 */
export function useViewportFit(frame: RefObject<HTMLDivElement | null>, drawn: DrawnTopology) {
  const { setViewport, fitView } = useReactFlow();
  const wasMoved = useRef(false);
  const current = useRef(drawn);
  current.current = drawn;
  const fitFirst = useCallback(() => {
    const { clientWidth: width, clientHeight: height } = frame.current ?? { clientWidth: 0, clientHeight: 0 };
    if (wasMoved.current || width === 0) return;
    const { widthPx, heightPx } = current.current;
    const whole = Math.min(1, width / widthPx, (height - FOOT) / Math.max(1, heightPx));
    const zoom = Math.max(whole, Math.min(FIRST_ZOOM_LEAST, width / LANES_WIDTH));
    setViewport({ x: Math.max(0, (width - widthPx * zoom) / 2), y: 0, zoom });
  }, [frame, setViewport]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(fitFirst);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, fitFirst]);

  // Depends on the question alone: what a refresh adds to the answer moves nothing.
  const { query } = drawn;
  useEffect(() => {
    if (query === "") return;
    const keys = new Set(current.current.found);
    for (const edge of current.current.edges) if (keys.has(edge.id)) keys.add(edge.source).add(edge.target);
    const nodes = current.current.nodes.filter((node) => keys.has(node.id)).map(({ id }) => ({ id }));
    if (nodes.length === 0) return;
    wasMoved.current = true;
    // Not nearer than 100 %: a single hit needs no magnifying glass.
    void fitView({ nodes, maxZoom: 1, padding: 0.2, ...motion() });
  }, [query, fitView]);

  const onMoveStart: OnMoveStart = useCallback((event) => {
    // Moves by program have no event.
    if (event) wasMoved.current = true;
  }, []);
  const fitAll = useCallback(() => {
    wasMoved.current = true;
    void fitView({ padding: `${MARGIN}px`, maxZoom: 1, ...motion() });
  }, [fitView]);
  return { onInit: fitFirst, onMoveStart, fitAll };
}

/** Movement that a person asked for may be seen, unless they asked for none. */
export function motion(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160 };
}
