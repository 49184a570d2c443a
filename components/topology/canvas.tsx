"use client";

import { useTranslations } from "next-intl";
import { type MouseEvent, useCallback, useMemo, useRef, useState } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { CanvasContext, type CanvasState } from "./canvas-context";
import { CanvasEdges, CanvasTags } from "./canvas-edges";
import { CanvasNodes } from "./canvas-nodes";
import { LaneHeads } from "./lane-heads";
import { Legend } from "./legend";
import { curvePath } from "./pair-path";
import { useCanvasKeys } from "./use-canvas-keys";
import { useGestures } from "./use-gestures";
import { useProposeDrag } from "./use-propose-drag";
import { useViewport } from "./use-viewport";
import { sizeOf, useViewportFit } from "./use-viewport-fit";
import { zoomAt } from "./viewport";
import { ZoomControls } from "./zoom-controls";

export interface CanvasProps extends Omit<CanvasState, "marked"> {
  drawn: DrawnTopology;
  /** Name of the environment, for screen readers. */
  environmentName: string;
  onSelect: (key: string | null) => void;
  /** A person drew a line from a customer gateway to a gateway. */
  onPropose: (customerGateway: string, vpnGateway: string) => void;
}

/**
 * The map: lanes of sites, gateways and VPCs, and every connection as its two tunnels. Plain elements and one SVG, moved by a
 * transform: a graph library would weigh more than the rest of the page together (65 kB compressed), and of what it does
 * the map, whose places come from the server, would use only this.
 */
export function Canvas({ drawn, environmentName, onSelect, onPropose, ...state }: CanvasProps) {
  const t = useTranslations("topology");
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const [hot, setHot] = useState<string | null>(null);
  const { focus, lit, open, toggleOpen, canPropose } = state;
  const marked = useMemo(() => markedBy(focus, drawn), [focus, drawn]);
  const context = useMemo(
    () => ({ focus, marked, lit, open, toggleOpen, canPropose }),
    [focus, marked, lit, open, toggleOpen, canPropose],
  );
  const control = useViewport(frame, map);
  const { onMove, fitAll } = useViewportFit(frame, control, drawn);
  useGestures(frame, control, onMove);
  const drag = useProposeDrag(frame, control, onPropose);
  const onKeyDown = useCanvasKeys({ frame, control, drawn, onSelect });
  const onZoom = useCallback(
    (factor: number) => {
      const { width, height } = sizeOf(frame);
      onMove();
      control.moveTo(zoomAt(control.current(), factor, { x: width / 2, y: height / 2 }), "asked");
    },
    [control, onMove],
  );

  return (
    <CanvasContext value={context}>
      <div className="relative size-full">
        {/* biome-ignore lint/a11y/useSemanticElements: keys and clicks of the nodes and lines inside, which are buttons, rise to here. */}
        <div
          ref={frame}
          role="group"
          aria-label={t("canvas", { environment: environmentName })}
          data-distance="near"
          onKeyDown={onKeyDown}
          onClick={(event) => onSelect(pieceUnder(event))}
          // What gets the focus is brought into view by us; the browser would scroll the frame under the map.
          onScroll={(event) => event.currentTarget.scrollTo(0, 0)}
          className="group/canvas relative size-full touch-none overflow-hidden bg-sunken"
          style={{
            backgroundImage: "radial-gradient(var(--border-strong) 0.6px, transparent 0.9px)",
            backgroundSize: "calc(20px * max(var(--zoom, 1), 0.5)) calc(20px * max(var(--zoom, 1), 0.5))",
            backgroundPosition: "var(--x, 0) var(--y, 0)",
          }}
        >
          <div ref={map} className="absolute top-0 left-0 origin-top-left motion-reduce:transition-none!">
            <LaneHeads widthPx={drawn.widthPx} />
            <CanvasEdges edges={drawn.edges} onHot={setHot} />
            <CanvasNodes nodes={drawn.nodes} onDrag={drag.begin} />
            <CanvasTags edges={drawn.edges} hot={hot} />
            {drag.line && (
              <svg aria-hidden="true" className="pointer-events-none absolute top-0 left-0 size-px overflow-visible">
                <path
                  d={curvePath(drag.line)}
                  strokeWidth={1.5}
                  strokeDasharray="5 4"
                  className="fill-none stroke-proposed"
                />
              </svg>
            )}
          </div>
        </div>
        <div className="pointer-events-none absolute bottom-4 left-4 z-5 flex items-end gap-2 [&>*]:pointer-events-auto">
          <ZoomControls control={control} onZoom={onZoom} onFit={fitAll} />
          <Legend />
        </div>
      </div>
    </CanvasContext>
  );
}

/** The piece that was clicked; null on the ground, which closes the panel. */
function pieceUnder(event: MouseEvent): string | null {
  if (!(event.target instanceof Element)) return null;
  return event.target.closest("[data-topology-id]")?.getAttribute("data-topology-id") ?? null;
}

/** A selected connection marks its site as well, a selected site its connections: one does not see the other at its far end. */
function markedBy(focus: string | null, drawn: DrawnTopology): ReadonlySet<string> {
  const marked = new Set<string>();
  if (focus === null) return marked;
  marked.add(focus);
  for (const edge of drawn.edges) {
    if (edge.type !== "connection") continue;
    if (edge.id === focus) marked.add(edge.source);
    if (edge.source === focus) marked.add(edge.id);
  }
  return marked;
}
