"use client";

import { type RefObject, useEffect } from "react";
import type { ViewportControl } from "./use-viewport";
import { zoomAt } from "./viewport";

/** A hand that holds still trembles; less than this is a click. */
const DRAG_FROM_PX = 4;

/**
 * Wheel moves, wheel with Ctrl or ⌘ and two fingers zoom, dragging moves. A drag swallows the click that ends it.
 * `onMove` is told when a person moves the map.
 */
export function useGestures(frame: RefObject<HTMLDivElement | null>, control: ViewportControl, onMove: () => void) {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const pointers = new Map<number, { x: number; y: number }>();
    let isDragging = false;

    const place = (event: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      onMove();
      const view = control.current();
      if (event.ctrlKey || event.metaKey) {
        control.moveTo(zoomAt(view, Math.exp(-event.deltaY / 200), place(event)), "direct");
      } else {
        control.moveTo({ ...view, x: view.x - event.deltaX, y: view.y - event.deltaY }, "direct");
      }
    };
    const onDown = (event: PointerEvent) => {
      const isControl =
        event.target instanceof Element && event.target.closest("button:not([data-topology-id]), a, [data-drag]");
      if (event.button !== 0 || isControl) return;
      pointers.set(event.pointerId, place(event));
      isDragging = false;
    };
    const onPointerMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = place(event);
      if (!isDragging && Math.hypot(now.x - before.x, now.y - before.y) < DRAG_FROM_PX) return;
      if (!isDragging) {
        isDragging = true;
        onMove();
        element.setPointerCapture(event.pointerId);
      }
      const view = control.current();
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      if (!other) {
        control.moveTo({ ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y }, "direct");
        return;
      }
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      control.moveTo(zoomAt(view, factor || 1, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }), "direct");
    };
    const onUp = (event: PointerEvent) => pointers.delete(event.pointerId);
    const onClick = (event: MouseEvent) => {
      if (isDragging) event.stopPropagation();
      isDragging = false;
    };

    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onPointerMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", onUp);
    element.addEventListener("click", onClick, { capture: true });
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onPointerMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", onUp);
      element.removeEventListener("click", onClick, { capture: true });
    };
  }, [frame, control, onMove]);
}
