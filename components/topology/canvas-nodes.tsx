"use client";

import { type PointerEvent, useContext } from "react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { CanvasContext } from "./canvas-context";
import { GatewayNode } from "./gateway-node";
import { OutlineNode } from "./outline-node";
import { SiteNode } from "./site-node";
import { StackNode } from "./stack-node";
import { VpcNode } from "./vpc-node";

type DrawnNode = DrawnTopology["nodes"][number];

interface CanvasNodesProps {
  nodes: readonly DrawnNode[];
  /** A person begins to draw a line from a customer gateway. */
  onDrag: (customerGateway: string, from: { x: number; y: number }, event: PointerEvent) => void;
}

/** The nodes at their places, in the order in which Tab goes through them. */
export function CanvasNodes({ nodes, onDrag }: CanvasNodesProps) {
  const { canPropose } = useContext(CanvasContext);
  return nodes.map((node) => {
    const { x, y, width, height } = node.place;
    return (
      <div
        key={node.id}
        className="group/node absolute top-0 left-0"
        style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
      >
        <NodeOf node={node} />
        {canPropose && node.type === "site" && (
          <span
            data-drag
            aria-hidden="true"
            onPointerDown={(event) => onDrag(node.id, { x: x + width, y: y + height / 2 }, event)}
            className="absolute top-1/2 -right-[5px] size-2.5 -translate-y-1/2 cursor-crosshair rounded-full border-[1.5px] border-border-strong bg-raised opacity-0 group-hover/node:opacity-100 hover:border-proposed"
          />
        )}
      </div>
    );
  });
}

function NodeOf({ node }: { node: DrawnNode }) {
  switch (node.type) {
    case "site":
      return <SiteNode id={node.id} site={node.site} />;
    case "outline":
      return <OutlineNode name={node.name} deviceCount={node.deviceCount} />;
    case "stack":
      return <StackNode {...node} />;
    case "gateway":
      return <GatewayNode id={node.id} gateway={node.gateway} hiddenHealthyCount={node.hiddenHealthyCount} />;
    case "vpc":
      return <VpcNode id={node.id} vpc={node.vpc} />;
    default: {
      const impossible: never = node;
      throw new Error(`Unknown node: ${JSON.stringify(impossible)}`);
    }
  }
}
