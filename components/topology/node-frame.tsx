"use client";

import { Handle, Position } from "@xyflow/react";
import { type ReactNode, useContext } from "react";
import { cn } from "@/components/ui/cn";
import { CanvasContext, useStanding } from "./canvas-context";

interface NodeFrameProps {
  id: string;
  /** The whole node in one sentence, for screen readers. */
  label: string;
  /** Which side a connection can be drawn from or to. */
  drag?: "source" | "target";
  className?: string;
  children: ReactNode;
}

/** What all nodes share: focus, selection, dimming, and the points where lines meet it. */
export function NodeFrame({ id, label, drag, className, children }: NodeFrameProps) {
  const { isSelected, isMarked, isDim } = useStanding(id);
  const { canPropose } = useContext(CanvasContext);
  return (
    <div className="group/node relative size-full">
      {/* biome-ignore lint/a11y/useSemanticElements: a node holds chips and buttons of its own, which a button may not. */}
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
      <Ends isSource={canPropose && drag === "source"} isTarget={canPropose && drag === "target"} />
    </div>
  );
}

const hidden = "!size-px !min-h-0 !min-w-0 !border-0 !bg-transparent !pointer-events-none";
const shown =
  "!size-2.5 !border-[1.5px] !border-border-strong !bg-raised opacity-0 group-hover/node:opacity-100 hover:!border-accent";

/** React Flow draws no edge without them; only people who may propose see them, while the pointer is on the node. */
export function Ends({ isSource = false, isTarget = false }: { isSource?: boolean; isTarget?: boolean }) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={isTarget} className={isTarget ? shown : hidden} />
      <Handle type="source" position={Position.Right} isConnectable={isSource} className={isSource ? shown : hidden} />
    </>
  );
}
