"use client";

import { Slot } from "radix-ui";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Floating } from "./floating";

interface TooltipProps {
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
}

const delayMs = 400;

/** Names an icon or explains a word. Never the only place of something one must know: there is no hover on a phone. */
export function Tooltip({ content, children }: TooltipProps) {
  const id = useId();
  const anchorRef = useRef<HTMLElement>(null);
  const [state, setState] = useState<"closed" | "waiting" | "open">("closed");
  useEffect(() => {
    if (state !== "waiting") return;
    const timer = setTimeout(() => setState("open"), delayMs);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <>
      <Slot.Root
        ref={anchorRef}
        aria-describedby={state === "open" ? id : undefined}
        onPointerEnter={() => setState("waiting")}
        onPointerLeave={() => setState("closed")}
        onFocus={() => setState("open")}
        onBlur={() => setState("closed")}
      >
        {children}
      </Slot.Root>
      {state === "open" && (
        <Floating
          anchorRef={anchorRef}
          onClose={() => setState("closed")}
          id={id}
          role="tooltip"
          side="top"
          align="center"
          className="pointer-events-none max-w-72 rounded-md! px-2 py-1 text-xs text-text-2!"
        >
          {content}
        </Floating>
      )}
    </>
  );
}
