"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { GatewayView } from "@/lib/domain/topology/topology-graph";
import { kindIcon, narrowName, nearOnly } from "./canvas-text";
import { NodeFrame } from "./node-frame";
import { ProposedIcon } from "./proposed-icon";
import { proposedFrame } from "./tunnel-shown";

/** A VPN or transit gateway; its height follows its ports. */
export function GatewayNode({
  id,
  data: { gateway, hiddenHealthyCount },
}: NodeProps<Node<{ gateway: GatewayView; hiddenHealthyCount: number }>>) {
  const t = useTranslations("topology.node");
  const isTransit = gateway.type === "transit-gateway";
  const asn = gateway.amazonSideAsn === null ? null : t("asn", { asn: String(gateway.amazonSideAsn) });
  const label = t("gateway", {
    name: gateway.name,
    type: isTransit ? "transit" : "virtual",
    connections: gateway.connectionCount,
    attached: isTransit ? "unknown" : gateway.vpc ? "yes" : "no",
  });
  return (
    <NodeFrame
      id={id}
      label={label}
      drag={isTransit ? undefined : "target"}
      className={cn("flex flex-col gap-px px-[9px] pt-1.5", proposedFrame(gateway.proposed))}
    >
      <div className="flex min-w-0 items-center gap-1.5">
        <Server aria-hidden="true" className={cn("size-3.5 shrink-0 text-muted", kindIcon)} />
        <b className={narrowName}>{gateway.name}</b>
        {gateway.proposed && <ProposedIcon operation={gateway.proposed.operation} className="ml-auto size-3.5" />}
      </div>
      <div className={cn("text-2xs leading-[15px] text-muted", nearOnly)}>
        <div>{t(isTransit ? "transitGateway" : "virtualPrivateGateway")}</div>
        {asn && <div>{asn}</div>}
        {!isTransit && !gateway.vpc && <div>{t("notAttached")}</div>}
        {hiddenHealthyCount > 0 && <div>{t("healthyHidden", { count: hiddenHealthyCount })}</div>}
      </div>
    </NodeFrame>
  );
}
