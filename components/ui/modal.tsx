"use client";

import { type ComponentProps, type RefObject, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "./cn";

interface ModalProps extends Omit<ComponentProps<"dialog">, "open" | "onClose"> {
  /** Escape, or a press on the ground around it. */
  onClose: () => void;
  /** Has the focus first; otherwise the first control has it. */
  initialFocusRef?: RefObject<HTMLElement | null>;
}

/**
 * A box that has to be answered first, made of the browser's own modal dialog: the page behind is inert, the focus stays
 * inside and returns to where it was. Rendered while open.
 */
export function Modal({ onClose, initialFocusRef, className, children, ...props }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    initialFocusRef?.current?.focus();
    return () => dialog?.close();
  }, [initialFocusRef]);
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which arrives as `cancel`.
    <dialog
      ref={ref}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cn(
        "m-0 max-w-none border border-border text-text shadow-float outline-none backdrop:bg-scrim",
        className,
      )}
      {...props}
    >
      {children}
    </dialog>,
    document.body,
  );
}
