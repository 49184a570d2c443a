"use client";

import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { CanvasContext, type CanvasState } from "./canvas-context";
import { ConnectionEdge } from "./connection-edge";
import { GatewayNode } from "./gateway-node";
import { LaneHeads } from "./lane-heads";
import { Legend } from "./legend";
import { OutlineNode } from "./outline-node";
import { SiteNode } from "./site-node";
import { StackNode } from "./stack-node";
import { toFlow } from "./to-flow";
import { AttachmentEdge, TrunkEdge } from "./trunk-edge";
import { useCanvasKeys } from "./use-canvas-keys";
import { useDistance } from "./use-distance";
import { useViewportFit } from "./use-viewport-fit";
import { VpcNode } from "./vpc-node";
import { ZoomControls } from "./zoom-controls";

const nodeTypes = { site: SiteNode, outline: OutlineNode, stack: StackNode, gateway: GatewayNode, vpc: VpcNode };
const edgeTypes = { connection: ConnectionEdge, trunk: TrunkEdge, attachment: AttachmentEdge };

/** Beyond so many nodes only those in view are in the document; Tab then reaches only these, and the table all. */
const DRAWN_NODES_MAX = 200;
/** A hand that holds still trembles; moving less is a click. */
const TREMBLE_PX = 4;
const proposedLine = { stroke: "var(--proposed)", strokeWidth: 1.5, strokeDasharray: "5 4" };

export interface CanvasProps extends Omit<CanvasState, "marked"> {
  drawn: DrawnTopology;
  /** Name of the environment, for screen readers. */
  environmentName: string;
  onSelect: (key: string | null) => void;
  /** A person drew a line from a customer gateway to a gateway. */
  onPropose: (customerGateway: string, vpnGateway: string) => void;
}

/** The map: lanes of sites, gateways and VPCs, and every connection as its two tunnels. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasFlow {...props} />
    </ReactFlowProvider>
  );
}

function CanvasFlow({ drawn, environmentName, onSelect, onPropose, ...state }: CanvasProps) {
  const t = useTranslations("topology");
  const frame = useRef<HTMLDivElement>(null);
  const { focus, lit, open, toggleOpen, canPropose } = state;
  const flow = useMemo(() => toFlow(drawn), [drawn]);
  const marked = useMemo(() => markedBy(focus, drawn), [focus, drawn]);
  const context = useMemo(
    () => ({ focus, marked, lit, open, toggleOpen, canPropose }),
    [focus, marked, lit, open, toggleOpen, canPropose],
  );
  useDistance(frame);
  const { first, onMoveStart, fitAll } = useViewportFit(frame, drawn);
  const keys = useCanvasKeys({ frame, drawn, onSelect });

  return (
    <CanvasContext value={context}>
      {/* Keys of the nodes and lines inside, which are buttons, rise to here. */}
      <div ref={frame} {...keys} data-distance="near" className="group/canvas relative size-full bg-sunken">
        {first && (
          <ReactFlow
            aria-label={t("canvas", { environment: environmentName })}
            nodes={flow.nodes}
            edges={flow.edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            defaultViewport={first}
            onMoveStart={onMoveStart}
            onNodeClick={(_, node) => onSelect(node.id)}
            onEdgeClick={(_, edge) => edge.type === "connection" && onSelect(edge.id)}
            onPaneClick={() => onSelect(null)}
            onConnect={({ source, target }) => onPropose(source, target)}
            isValidConnection={({ source, target }) =>
              source.startsWith("customer-gateway/") && target.startsWith("vpn-gateway/")
            }
            nodesConnectable={canPropose}
            connectionLineStyle={proposedLine}
            nodesDraggable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={null}
            panActivationKeyCode={null}
            onlyRenderVisibleElements={drawn.nodes.length > DRAWN_NODES_MAX}
            minZoom={0.1}
            maxZoom={2}
            panOnScroll
            zoomOnDoubleClick={false}
            paneClickDistance={TREMBLE_PX}
            // The link to React Flow stays, as its makers ask; it is made quiet.
            className="[--xy-attribution-background-color:transparent] [&_.react-flow__attribution_a]:text-muted!"
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--border-strong)" />
            <LaneHeads widthPx={drawn.widthPx} />
          </ReactFlow>
        )}
        <div className="pointer-events-none absolute bottom-4 left-4 z-5 flex items-end gap-2 [&>*]:pointer-events-auto">
          <ZoomControls onFit={fitAll} />
          <Legend />
        </div>
      </div>
    </CanvasContext>
  );
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
