"use client";

import { type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Connection } from "@/lib/domain/topology/network";
import { useStanding } from "./canvas-context";
import { nearOnly } from "./canvas-text";
import { curvePath, curvePoint, type Ends, PAIR_OFFSET } from "./pair-path";
import { ProposedIcon } from "./proposed-icon";
import { patternOf, shownHealth, toneOf, worstPattern } from "./tunnel-shown";
import { Wire } from "./wire";

/** A connection: always two lines, each with the pattern of its own tunnel; from afar one, with the worse of the two. */
export function ConnectionEdge({ id, data }: EdgeProps<Edge<{ connection: Connection; ends: Ends }>>) {
  const { isSelected, isMarked, isDim } = useStanding(id);
  const [isHot, setHot] = useState(false);
  const label = useConnectionLabel();
  if (!data) return null;
  const { connection, ends } = data;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button. */}
      <g
        role="button"
        tabIndex={0}
        aria-label={label(connection)}
        aria-pressed={isSelected}
        data-topology-id={id}
        className={cn("group/edge cursor-pointer outline-none", isDim && "opacity-35")}
        onPointerEnter={() => setHot(true)}
        onPointerLeave={() => setHot(false)}
        onFocus={() => setHot(true)}
        onBlur={() => setHot(false)}
      >
        <title>{label(connection)}</title>
        <path d={curvePath(ends)} className="fill-none stroke-transparent" strokeWidth={20} pointerEvents="stroke" />
        <path
          d={curvePath(ends)}
          strokeWidth={19}
          strokeLinecap="round"
          className={cn(
            "pointer-events-none fill-none stroke-accent group-hover/edge:opacity-16 group-focus-visible/edge:opacity-30",
            isMarked ? "opacity-16" : "opacity-0",
          )}
        />
        <g className="[stroke-width:2px] group-data-[distance=far]/canvas:hidden group-data-[distance=mid]/canvas:[stroke-width:1.5px]">
          {connection.tunnels.slice(0, 2).map((tunnel, index) => (
            <Wire
              key={tunnel.ordinal}
              ends={ends}
              pattern={patternOf(tunnel.state)}
              offset={index === 0 ? -PAIR_OFFSET : PAIR_OFFSET}
            />
          ))}
        </g>
        <g className="hidden [stroke-width:3px] group-data-[distance=far]/canvas:inline">
          <Wire ends={ends} pattern={worstPattern(connection)} />
        </g>
        {connection.proposed?.operation === "remove" && <Slashes ends={ends} />}
      </g>
      <EdgeLabelRenderer>
        <EdgeTags connection={connection} ends={ends} isShown={isMarked || isHot} />
      </EdgeLabelRenderer>
    </>
  );
}

/** The connection in one sentence: name, state, and both tunnels by their addresses. */
function useConnectionLabel() {
  const t = useTranslations("topology");
  const health = useTranslations("common.health");
  const pair = useTranslations("common.pair");
  return (connection: Connection) =>
    t("edge.connection", {
      name: connection.name,
      health: health(shownHealth(connection)),
      tunnels: connection.tunnels
        .map(
          (tunnel) =>
            `${tunnel.outsideIpAddress ?? t("tunnel", { ordinal: tunnel.ordinal })} ${pair(patternOf(tunnel.state))}`,
        )
        .join(", "),
    });
}

/** A removal keeps the colour of its state and is struck through. */
function Slashes({ ends }: { ends: Ends }) {
  return (
    <g className="fill-none stroke-proposed" strokeWidth={1.5}>
      {[0.2, 0.4, 0.6, 0.8].map((t) => {
        const { x, y } = curvePoint(ends, t);
        return <path key={t} d={`M${x - 4} ${y + 8}L${x + 4} ${y - 8}`} />;
      })}
    </g>
  );
}

/** Where the two tags stand: above and below a level pair, else both on the side that the curve leaves free. */
function tagOffsets({ from, to }: Ends): [number, number] {
  const rise = to.y - from.y;
  if (Math.abs(rise) < 14) return [-20, 20];
  return rise < 0 ? [20, 40] : [-40, -20];
}

/** One tag per tunnel at the source end; proposals are named always. */
function EdgeTags({ connection, ends, isShown }: { connection: Connection; ends: Ends; isShown: boolean }) {
  const { x, y } = curvePoint(ends, 0.28);
  const offsets = tagOffsets(ends);
  const tag =
    "absolute inline-flex h-[18px] items-center gap-1 rounded-sm border border-border-strong bg-raised px-[5px] text-2xs whitespace-nowrap shadow-card";
  if (connection.proposed) {
    return (
      <span
        className={cn(tag, "border-dashed border-proposed bg-proposed-bg! text-proposed-text", nearOnly)}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        <ProposedIcon operation={connection.proposed.operation} className="size-3" />
        {connection.name}
      </span>
    );
  }
  if (!isShown) return null;
  return connection.tunnels.slice(0, 2).map((tunnel, index) => (
    <span
      key={tunnel.ordinal}
      aria-hidden="true"
      className={cn(tag, nearOnly)}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + (offsets[index] ?? 0)}px)` }}
    >
      <StatusIcon tone={toneOf(tunnel.state)} className="size-3" />
      <span className="mono">{tunnel.outsideIpAddress}</span>
    </span>
  ));
}
