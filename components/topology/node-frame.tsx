"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { useStanding } from "./canvas-context";
import { NodeEnds } from "./node-ends";

interface NodeFrameProps {
  id: string;
  /** The whole node in one sentence, for screen readers. */
  label: string;
  /** Which end of a proposed connection it can be. */
  drag?: "source" | "target";
  className?: string;
  children: ReactNode;
}

/** What all nodes share: focus, selection, dimming, and the points where lines meet it. */
export function NodeFrame({ id, label, drag, className, children }: NodeFrameProps) {
  const { isSelected, isMarked, isDim } = useStanding(id);
  return (
    <div className="group/node relative size-full">
      <div
        className={cn(
          "relative size-full overflow-hidden rounded-md border border-border-strong bg-surface leading-[18px] has-[[data-topology-id]:focus-visible]:outline-2 has-[[data-topology-id]:focus-visible]:outline-offset-2 has-[[data-topology-id]:focus-visible]:outline-accent",
          className,
          isMarked && "border-solid! border-accent! shadow-[0_0_0_1px_var(--accent),0_0_0_4px_var(--accent-bg)]",
          isDim && "border-border! [&_*]:text-muted! [&_b]:font-normal [&_svg]:opacity-35",
        )}
      >
        {children}
        {/* It lies over the node, so that the buttons inside are beside it and not in it. */}
        <button
          type="button"
          aria-label={label}
          aria-pressed={isSelected}
          data-topology-id={id}
          className="absolute inset-0 outline-none"
        />
      </div>
      <NodeEnds drag={drag} />
    </div>
  );
}
