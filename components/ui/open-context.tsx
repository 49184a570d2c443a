"use client";

import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useRef,
  useState,
} from "react";

interface OpenState {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  triggerRef: RefObject<HTMLButtonElement | null>;
  contentId: string;
}

const Context = createContext<OpenState | null>(null);

/** Whether the menu, popover or dialog around is open; its parts share it. */
export function useOpenState(): OpenState {
  const state = useContext(Context);
  if (state === null) throw new Error("this part stands outside of its menu, popover or dialog");
  return state;
}

export interface OpenRootProps {
  /** Controlled when given. */
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

export function OpenRoot({ open, onOpenChange, children }: OpenRootProps) {
  const [isOpenHere, setOpenHere] = useState(false);
  const triggerRef = useRef<HTMLButtonElement>(null);
  const contentId = useId();
  const setOpen = (isOpen: boolean) => {
    setOpenHere(isOpen);
    onOpenChange?.(isOpen);
  };
  return <Context value={{ isOpen: open ?? isOpenHere, setOpen, triggerRef, contentId }}>{children}</Context>;
}

interface OpenTriggerProps extends ComponentProps<"button"> {
  /** Makes the single child the trigger, for instance a `Button`. */
  asChild?: boolean;
  opens: "menu" | "dialog";
}

export function OpenTrigger({ asChild, opens, ...props }: OpenTriggerProps) {
  const { isOpen, setOpen, triggerRef, contentId } = useOpenState();
  const Element = asChild ? Slot.Root : "button";
  return (
    <Element
      {...(asChild ? {} : { type: "button" as const })}
      aria-haspopup={opens}
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      {...props}
      ref={triggerRef}
      onClick={() => setOpen(!isOpen)}
    />
  );
}
