"use client";

import { type ComponentProps, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "./cn";
import { placeBeside } from "./place-beside";

export interface FloatingProps extends ComponentProps<"div"> {
  /** What it stands beside, and where the focus goes when it closes. */
  anchorRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
}

/**
 * A box above the page beside a control, made of the browser's own popover: it is never cut off by what it stands in.
 * Rendered while open. Escape and a press outside close it; Escape gives the focus back.
 */
export function Floating({ anchorRef, onClose, side = "bottom", align = "end", className, ...props }: FloatingProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useLayoutEffect(() => {
    const floating = ref.current;
    const anchor = anchorRef.current;
    if (floating === null || anchor === null) return;
    floating.showPopover();
    const place = () => {
      floating.style.maxHeight = "";
      const { top, left, maxHeight } = placeBeside({
        anchor: anchor.getBoundingClientRect(),
        // The entering animation moves and must not be measured, so no bounding rectangle here.
        floating: { width: floating.offsetWidth, height: floating.offsetHeight },
        viewport: { width: document.documentElement.clientWidth, height: window.innerHeight },
        side,
        align,
      });
      Object.assign(floating.style, { top: `${top}px`, left: `${left}px`, maxHeight: `${maxHeight}px` });
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(floating);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      resized.disconnect();
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [anchorRef, side, align]);

  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || ref.current?.contains(target) || anchorRef.current?.contains(target)) return;
      close.current();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Only this box: a dialog underneath stays open.
      event.preventDefault();
      event.stopPropagation();
      anchorRef.current?.focus();
      close.current();
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    document.addEventListener("keydown", onKeyDown, true);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
      document.removeEventListener("keydown", onKeyDown, true);
    };
  }, [anchorRef]);

  return (
    <div
      ref={ref}
      popover="manual"
      className={cn(
        "fixed inset-auto m-0 animate-appear overflow-y-auto rounded-lg border border-border bg-raised text-left font-normal text-text shadow-float outline-none",
        className,
      )}
      {...props}
    />
  );
}
