"use client";

import { Slot } from "radix-ui";
import { type ComponentProps, type ReactNode, type RefObject, useId } from "react";
import { cn } from "./cn";
import { Modal } from "./modal";
import { OpenRoot, type OpenRootProps, OpenTrigger, useOpenState } from "./open-context";

/** `<Dialog><DialogTrigger asChild>…</DialogTrigger><DialogContent title=…>…</DialogContent></Dialog>`. */
export function Dialog(props: OpenRootProps) {
  return <OpenRoot {...props} />;
}

export function DialogTrigger(props: Omit<ComponentProps<typeof OpenTrigger>, "opens">) {
  return <OpenTrigger opens="dialog" {...props} />;
}

/** Gives its single child, a button, the power to close the dialog. */
export function DialogClose({ children }: { children: ReactNode }) {
  const { setOpen } = useOpenState();
  return <Slot.Root onClick={() => setOpen(false)}>{children}</Slot.Root>;
}

interface DialogContentProps {
  /** A question that names the object. */
  title: ReactNode;
  /** The consequence, in one or two sentences. */
  description?: ReactNode;
  /** Buttons at the right: keep first, then act. */
  footer?: ReactNode;
  initialFocusRef?: RefObject<HTMLElement | null>;
  className?: string;
  children?: ReactNode;
}

/** Escape and a press outside always keep things as they are. */
export function DialogContent(props: DialogContentProps) {
  return useOpenState().isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, description, footer, initialFocusRef, className, children }: DialogContentProps) {
  const { setOpen, contentId } = useOpenState();
  const id = useId();
  return (
    <Modal
      id={contentId}
      onClose={() => setOpen(false)}
      initialFocusRef={initialFocusRef}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={cn(
        "top-1/2 left-1/2 max-h-[calc(100dvh-32px)] w-[min(440px,calc(100vw-24px))] -translate-1/2 animate-appear rounded-lg bg-raised open:flex open:flex-col",
        className,
      )}
    >
      <div className="overflow-y-auto px-5 pt-[18px] pb-1">
        <h2 id={`${id}-title`} className="mb-1 text-base font-semibold break-words">
          {title}
        </h2>
        {description && (
          <div id={`${id}-description`} className="text-text-2">
            {description}
          </div>
        )}
        {children}
      </div>
      {footer && <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3.5 pb-4">{footer}</footer>}
    </Modal>
  );
}
