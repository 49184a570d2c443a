"use client";

import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** `<Dialog><DialogTrigger asChild>…</DialogTrigger><DialogContent title=…>…</DialogContent></Dialog>`. */
export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, "title"> {
  /** A question that names the object. */
  title: ReactNode;
  /** The consequence, in one or two sentences. */
  description?: ReactNode;
  /** Buttons at the right: keep first, then act. */
  footer?: ReactNode;
}

/** Escape and a click outside always keep things as they are. */
export function DialogContent({ title, description, footer, className, children, ...props }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[440px] max-w-[calc(100vw-24px)] -translate-x-1/2 -translate-y-1/2 animate-appear flex-col rounded-lg border border-border bg-raised shadow-float outline-none",
          className,
        )}
        {...props}
      >
        <div className="overflow-y-auto px-5 pt-[18px] pb-1">
          <Radix.Title className="mb-1 text-base font-semibold break-words">{title}</Radix.Title>
          {description && <Radix.Description className="text-text-2">{description}</Radix.Description>}
          {children}
        </div>
        {footer && <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3.5 pb-4">{footer}</footer>}
      </Radix.Content>
    </Radix.Portal>
  );
}
