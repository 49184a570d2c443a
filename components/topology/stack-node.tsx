"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { Maximize2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useContext } from "react";
import { healthTone } from "@/components/status/health";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status-icon";
import type { GraphNode, HealthCounts } from "@/lib/domain/topology/topology-graph";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";
import { CanvasContext } from "./canvas-context";
import { nameSize, nearOnly, statusIconSize } from "./canvas-text";
import { NodeFrame } from "./node-frame";

type StackData = Omit<Extract<GraphNode, { type: "stack" }>, "type" | "id">;

const order: readonly Health[] = ["down", "degraded", "never-up", "unknown", "pending", "healthy"];

/** The sites of a large gateway that are not drawn one by one, counted by health, the worst first. */
export function StackNode({ id, data }: NodeProps<Node<StackData>>) {
  const t = useTranslations("topology.stack");
  const { toggleOpen } = useContext(CanvasContext);
  const counts = healthsOf(data.counts).map(([health, count]) => t(`count.${health}`, { count }));
  const title = t(data.isAll ? "all" : "title", { count: data.siteCount });
  return (
    <div className="size-full rounded-md shadow-[3px_3px_0_-1px_var(--surface),3px_3px_0_0_var(--border-strong)]">
      <NodeFrame id={id} label={[title, ...counts].join(", ")} className="flex flex-col gap-1 px-[9px] pt-1.5">
        <div className="flex w-full items-center justify-between gap-2">
          <b className={cn("truncate", nameSize)}>{title}</b>
          {data.worst && (
            <span className="hidden group-data-[distance=far]/canvas:inline group-data-[distance=mid]/canvas:inline">
              <StatusIcon tone={healthTone[data.worst]} className={statusIconSize} />
            </span>
          )}
          <button
            type="button"
            aria-label={t("open", { count: data.siteCount })}
            onClick={(event) => {
              event.stopPropagation();
              toggleOpen(data.gateway ?? "none");
            }}
            className={cn("relative z-1 grid size-6 place-items-center rounded-sm text-muted hover:bg-hover", nearOnly)}
          >
            <Maximize2 aria-hidden="true" className="size-3" />
          </button>
        </div>
        <div className={cn("-mt-1 flex gap-2.5 truncate text-2xs text-text-2", nearOnly)}>
          {healthsOf(data.counts).map(([health, count]) => (
            <span key={health} className="inline-flex items-center gap-1">
              <StatusIcon tone={healthTone[health]} className="size-3" />
              {t(`count.${health}`, { count })}
            </span>
          ))}
          {counts.length === 0 && t("noConnections")}
        </div>
      </NodeFrame>
    </div>
  );
}

/** At most two fit; the panel has all of them. */
function healthsOf(counts: HealthCounts): [Health, number][] {
  return order.flatMap((health): [Health, number][] => {
    const count = counts[health];
    return count ? [[health, count]] : [];
  });
}
