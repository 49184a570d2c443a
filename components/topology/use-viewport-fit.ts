"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { LANES_WIDTH } from "@/lib/domain/topology/measures";
import type { ViewportControl } from "./use-viewport";
import { type Box, fitBox } from "./viewport";

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
  control: ViewportControl,
  drawn: DrawnTopology,
) {
  const wasMoved = useRef(false);
  const current = useRef(drawn);
  useLayoutEffect(() => {
    current.current = drawn;
  }, [drawn]);

  const fitFirst = useCallback(() => {
    const { width, height } = sizeOf(frame);
    if (wasMoved.current || width === 0) return;
    const { widthPx, heightPx } = current.current;
    const whole = Math.min(1, width / widthPx, (height - FOOT) / Math.max(1, heightPx));
    const zoom = Math.max(whole, Math.min(FIRST_ZOOM_LEAST, width / LANES_WIDTH));
    control.moveTo({ x: Math.max(0, (width - widthPx * zoom) / 2), y: 0, zoom }, "direct");
  }, [frame, control]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    fitFirst();
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
    const hits = current.current.nodes.filter((node) => keys.has(node.id)).map((node) => node.place);
    if (hits.length === 0) return;
    wasMoved.current = true;
    control.moveTo(fitBox(around(hits), sizeOf(frame), FOOT), "asked");
  }, [query, control, frame]);

  const onMove = useCallback(() => {
    wasMoved.current = true;
  }, []);
  const fitAll = useCallback(() => {
    wasMoved.current = true;
    const { widthPx: width, heightPx: height } = current.current;
    control.moveTo(fitBox({ x: 0, y: 0, width, height }, sizeOf(frame), MARGIN), "asked");
  }, [control, frame]);
  return { onMove, fitAll };
}

export function sizeOf(frame: RefObject<HTMLDivElement | null>): { width: number; height: number } {
  return { width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 };
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
