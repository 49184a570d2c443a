"use client";

import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { ConnectionEdge, ConnectionTags } from "./connection-edge";
import { AttachmentEdge, TrunkEdge, TrunkTag } from "./trunk-edge";

type DrawnEdge = DrawnTopology["edges"][number];

/** The lines, below the nodes. */
export function CanvasEdges({ edges, onHot }: { edges: readonly DrawnEdge[]; onHot: (key: string | null) => void }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: each line inside has its own title.
    <svg className="pointer-events-none absolute top-0 left-0 size-px overflow-visible">
      {edges.map((edge) => {
        switch (edge.type) {
          case "connection":
            return <ConnectionEdge key={edge.id} connection={edge.connection} ends={edge.ends} onHot={onHot} />;
          case "trunk":
            return <TrunkEdge key={edge.id} {...edge} />;
          case "attachment":
            return <AttachmentEdge key={edge.id} {...edge} />;
          default: {
            const impossible: never = edge;
            throw new Error(`Unknown edge: ${JSON.stringify(impossible)}`);
          }
        }
      })}
    </svg>
  );
}

/** What is written on lines, above everything. */
export function CanvasTags({ edges, hot }: { edges: readonly DrawnEdge[]; hot: string | null }) {
  return edges.map((edge) => {
    if (edge.type === "trunk") return <TrunkTag key={edge.id} {...edge} />;
    if (edge.type === "attachment") return null;
    return <ConnectionTags key={edge.id} connection={edge.connection} ends={edge.ends} isHot={hot === edge.id} />;
  });
}
