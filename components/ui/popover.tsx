"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "./cn";
import { Floating, type FloatingProps } from "./floating";
import { OpenRoot, type OpenRootProps, OpenTrigger, useOpenState } from "./open-context";

/** A small panel under a button, for what is too much for a menu and too little for a dialog. */
export function Popover(props: OpenRootProps) {
  return <OpenRoot {...props} />;
}

export function PopoverTrigger(props: Omit<ComponentProps<typeof OpenTrigger>, "opens">) {
  return <OpenTrigger opens="dialog" {...props} />;
}

interface PopoverContentProps extends Omit<FloatingProps, "anchorRef" | "onClose"> {
  /** Names it for screen readers. */
  label: string;
}

export function PopoverContent(props: PopoverContentProps) {
  return useOpenState().isOpen ? <OpenPopover {...props} /> : null;
}

function OpenPopover({ label, className, children, ...props }: PopoverContentProps) {
  const { setOpen, triggerRef, contentId } = useOpenState();
  const bodyRef = useRef<HTMLDivElement>(null);
  useEffect(() => bodyRef.current?.focus(), []);
  return (
    <Floating anchorRef={triggerRef} onClose={() => setOpen(false)} className={cn("w-72 p-3", className)} {...props}>
      <div ref={bodyRef} id={contentId} role="dialog" aria-label={label} tabIndex={-1} className="outline-none">
        {children}
      </div>
    </Floating>
  );
}
