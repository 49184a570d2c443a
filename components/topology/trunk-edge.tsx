"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Proposed } from "@/lib/domain/topology/network";
import { useStanding } from "./canvas-context";
import { nearOnly } from "./canvas-text";
import { curveMiddle, curvePath, curvePoint, type Ends } from "./pair-path";

interface TrunkProps {
  id: string;
  ends: Ends;
  connectionCount: number;
  hasDown: boolean;
}

/** The connections of a stack as one thick line; one that is down puts the gap into it. */
export function TrunkEdge({ id, ends, hasDown }: TrunkProps) {
  const { isDim } = useStanding(id);
  const middle = curveMiddle(ends);
  return (
    <g className={cn("fill-none", isDim && "opacity-35")}>
      <path
        d={curvePath(ends)}
        pathLength={100}
        strokeDasharray={hasDown ? "45 10 45 1" : undefined}
        className="stroke-muted opacity-55"
        strokeWidth={4}
      />
      {hasDown && <path d={`M${middle.x - 4} ${middle.y - 4}l8 8m0-8l-8 8`} className="stroke-down" strokeWidth={2} />}
    </g>
  );
}

/** How many connections a trunk holds. */
export function TrunkTag({ id, ends, connectionCount, hasDown }: TrunkProps) {
  const t = useTranslations("topology.edge");
  const { isDim } = useStanding(id);
  const { x, y } = curvePoint(ends, 0.5);
  return (
    <span
      className={cn(
        "pointer-events-none absolute top-0 left-0 inline-flex h-[18px] items-center rounded-sm border border-border-strong bg-raised px-[5px] text-2xs whitespace-nowrap shadow-card",
        isDim && "text-muted",
        nearOnly,
      )}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y - (hasDown ? 16 : 0)}px)` }}
    >
      {t("trunk", { count: connectionCount })}
    </span>
  );
}

interface AttachmentProps {
  id: string;
  ends: Ends;
  proposed: Proposed | null;
  state: string | null;
}

/** An attachment carries no state of the network, so it has no colour of one. */
export function AttachmentEdge({ id, ends, proposed, state }: AttachmentProps) {
  const { isDim } = useStanding(id);
  const isMoving = state === "attaching" || state === "detaching";
  return (
    <path
      d={curvePath(ends)}
      strokeWidth={1.25}
      strokeDasharray={proposed ? "5 4" : isMoving ? "6 3" : undefined}
      className={cn(
        "fill-none stroke-muted",
        isMoving && "stroke-pending",
        proposed && "stroke-proposed",
        isDim && "opacity-35",
      )}
    />
  );
}
