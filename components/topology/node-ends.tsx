"use client";

import { Handle, Position, useConnection } from "@xyflow/react";
import { useContext } from "react";
import { CanvasContext } from "./canvas-context";

const hidden = "pointer-events-none! size-px! min-h-0! min-w-0! border-0! bg-transparent!";
const dot =
  "size-2.5! border-[1.5px]! border-border-strong! bg-raised! opacity-0 group-hover/node:opacity-100 hover:border-proposed! pointer-coarse:size-4!";
/** While a line is drawn, all of the node takes it. */
const whole = "inset-0! size-full! transform-none! rounded-md! border-0! bg-transparent!";

/** Where lines begin and end. People who may propose a connection draw it from the dot of a customer gateway to a gateway. */
export function NodeEnds({ drag }: { drag?: "source" | "target" }) {
  const { canPropose } = useContext(CanvasContext);
  const isDrawing = useConnection((connection) => connection.inProgress);
  const isSource = canPropose && drag === "source";
  const isTarget = canPropose && drag === "target" && isDrawing;
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={isTarget} className={isTarget ? whole : hidden} />
      <Handle type="source" position={Position.Right} isConnectable={isSource} className={isSource ? dot : hidden} />
    </>
  );
}
