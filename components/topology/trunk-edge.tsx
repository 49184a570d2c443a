"use client";

import { type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Proposed } from "@/lib/domain/topology/network";
import { useStanding } from "./canvas-context";
import { nearOnly } from "./canvas-text";
import { curveMiddle, curvePath, curvePoint, type Ends } from "./pair-path";

/** The connections of a stack as one thick line with their number; one that is down puts the gap into it. */
export function TrunkEdge({ id, data }: EdgeProps<Edge<{ ends: Ends; connectionCount: number; hasDown: boolean }>>) {
  const t = useTranslations("topology.edge");
  const { isDim } = useStanding(id);
  if (!data) return null;
  const { ends, connectionCount, hasDown } = data;
  const middle = curveMiddle(ends);
  const tag = curvePoint(ends, 0.5);
  return (
    <g className={cn(isDim && "opacity-35")}>
      <path
        d={curvePath(ends)}
        pathLength={100}
        strokeDasharray={hasDown ? "45 10 45 1" : undefined}
        className="fill-none stroke-muted opacity-55"
        strokeWidth={4}
      />
      {hasDown && (
        <path d={`M${middle.x - 4} ${middle.y - 4}l8 8m0-8l-8 8`} className="fill-none stroke-down" strokeWidth={2} />
      )}
      <EdgeLabelRenderer>
        <span
          className={cn(
            "absolute inline-flex h-[18px] items-center rounded-sm border border-border-strong bg-raised px-[5px] text-2xs whitespace-nowrap shadow-card",
            isDim && "text-muted",
            nearOnly,
          )}
          style={{ transform: `translate(-50%, -50%) translate(${tag.x}px, ${tag.y - (hasDown ? 16 : 0)}px)` }}
        >
          {t("trunk", { count: connectionCount })}
        </span>
      </EdgeLabelRenderer>
    </g>
  );
}

/** An attachment carries no state of the network, so it has no colour of one. */
export function AttachmentEdge({
  id,
  data,
}: EdgeProps<Edge<{ ends: Ends; proposed: Proposed | null; state: string | null }>>) {
  const { isDim } = useStanding(id);
  if (!data) return null;
  const isMoving = data.state === "attaching" || data.state === "detaching";
  return (
    <path
      d={curvePath(data.ends)}
      strokeWidth={1.25}
      strokeDasharray={data.proposed ? "5 4" : isMoving ? "6 3" : undefined}
      className={cn(
        "fill-none",
        data.proposed ? "stroke-proposed" : isMoving ? "stroke-pending" : "stroke-muted",
        isDim && "opacity-35",
      )}
    />
  );
}
