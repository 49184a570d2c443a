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
export function useViewportFit(
  frame: RefObject<HTMLDivElement | null>,
  drawn: DrawnTopology,
  targets: readonly string[] | null,
) {
  const { setViewport, fitBounds, fitView } = useReactFlow();
  const wasMoved = useRef(false);
  const size = useRef(drawn);
  const fitFirst = useCallback(() => {
    const { clientWidth: width, clientHeight: height } = frame.current ?? { clientWidth: 0, clientHeight: 0 };
    if (wasMoved.current || width === 0) return;
    const { widthPx, heightPx } = size.current;
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

  const asked = targets?.join(" ") ?? "";
  const places = useRef(drawn.nodes);
  places.current = drawn.nodes;
  useEffect(() => {
    const keys = new Set(asked.split(" "));
    const hits = places.current.filter((node) => keys.has(node.id)).map((node) => node.place);
    if (hits.length === 0) return;
    wasMoved.current = true;
    const left = Math.min(...hits.map((place) => place.x));
    const top = Math.min(...hits.map((place) => place.y));
    const width = Math.max(...hits.map((place) => place.x + place.width)) - left;
    const height = Math.max(...hits.map((place) => place.y + place.height)) - top;
    // Not nearer than 100 %: a single hit needs no magnifying glass.
    const spare = Math.max(0, 600 - Math.max(width, height)) / 2;
    void fitBounds(
      { x: left - spare, y: top - spare, width: width + 2 * spare, height: height + 2 * spare },
      { padding: 0.1, ...motion() },
    );
  }, [asked, fitBounds]);

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
