"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { useStanding } from "./canvas-context";

interface NodeFrameProps {
  id: string;
  /** The whole node in one sentence, for screen readers. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** What all nodes share: focus, selection and dimming. */
export function NodeFrame({ id, label, className, children }: NodeFrameProps) {
  const { isSelected, isMarked, isDim } = useStanding(id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a node holds chips and buttons of its own, which a button may not.
    <div
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isSelected}
      data-topology-id={id}
      className={cn(
        "size-full cursor-pointer overflow-hidden rounded-md border border-border-strong bg-surface leading-[18px]",
        className,
        isMarked && "border-solid border-accent shadow-[0_0_0_1px_var(--accent),0_0_0_4px_var(--accent-bg)]",
        isDim && "border-border [&_*]:text-muted! [&_b]:font-normal [&_svg]:opacity-35",
      )}
    >
      {children}
    </div>
  );
}
