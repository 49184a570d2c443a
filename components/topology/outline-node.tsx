"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { useTranslations } from "next-intl";

/** The frame around the devices of one site, its name on the border. */
export function OutlineNode({ data: { name, deviceCount } }: NodeProps<Node<{ name: string; deviceCount: number }>>) {
  const t = useTranslations("topology.node");
  return (
    <div className="size-full rounded-lg border border-border-strong">
      <span className="absolute -top-2 left-[9px] max-w-[180px] truncate bg-sunken px-[5px] text-2xs text-muted">
        {t("outline", { name, count: deviceCount })}
      </span>
    </div>
  );
}
