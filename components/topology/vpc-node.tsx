"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { Check, ChevronDown, ChevronRight, Cloud, GitCompare } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useContext } from "react";
import { cn } from "@/components/ui/cn";
import type { Subnet } from "@/lib/domain/topology/network";
import type { VpcView } from "@/lib/domain/topology/topology-graph";
import { CanvasContext } from "./canvas-context";
import { kindIcon, nameSize, nearOnly, notFar } from "./canvas-text";
import { NodeFrame } from "./node-frame";
import { ProposedIcon } from "./proposed-icon";
import { proposedFrame } from "./tunnel-shown";

/** A VPC with its subnets, and of each the route table that decides where its traffic goes. */
export function VpcNode({ id, data: { vpc } }: NodeProps<Node<{ vpc: VpcView }>>) {
  const t = useTranslations("topology.node");
  const label = t("vpc", {
    name: vpc.name,
    cidr: vpc.cidr ?? "",
    subnets: vpc.subnetCount,
    tables: vpc.routeTableCount,
  });
  return (
    <NodeFrame
      id={id}
      label={label}
      className={cn(
        "rounded-lg! p-2",
        vpc.proposed?.operation !== "add" && "bg-[color-mix(in_oklab,var(--surface)_55%,transparent)]!",
        proposedFrame(vpc.proposed),
      )}
    >
      <div className="flex items-center gap-1.5 px-0.5 leading-[18px]">
        <Cloud aria-hidden="true" className={cn("size-3.5 shrink-0 text-muted", kindIcon)} />
        <b className={cn("min-w-0 grow truncate", nameSize)}>{vpc.name}</b>
        {vpc.proposed && <ProposedIcon operation={vpc.proposed.operation} className="size-3.5" />}
        <span className="mono text-xs text-text-2 group-data-[distance=far]/canvas:text-[18px] group-data-[distance=mid]/canvas:text-[16px]">
          {vpc.cidr}
        </span>
        <VpcToggle vpc={vpc} />
      </div>
      {vpc.rows.length + vpc.folds.length === 0 && (
        <div className={cn("truncate px-0.5 pt-px text-2xs text-muted", nearOnly)}>
          {t("vpcCounts", { subnets: vpc.subnetCount, tables: vpc.routeTableCount })}
        </div>
      )}
      {vpc.rows.map((subnet) => (
        <SubnetRow key={subnet.key} subnet={subnet} />
      ))}
      {vpc.folds.map((fold) => (
        <div
          key={fold.routeTable ?? ""}
          className={cn(
            "mt-1.5 h-[30px] truncate rounded-md border border-dashed border-border px-2 py-[5px] text-xs text-muted",
            notFar,
          )}
        >
          {fold.routeTable
            ? t("fold", { count: fold.subnetCount, table: fold.routeTable })
            : t("foldOthers", { count: fold.subnetCount })}
        </div>
      ))}
    </NodeFrame>
  );
}

/** Only a VPC that is collapsed by itself can be opened: few are always open. */
function VpcToggle({ vpc }: { vpc: VpcView }) {
  const t = useTranslations("topology.node");
  const { open, toggleOpen } = useContext(CanvasContext);
  if (!vpc.isCollapsed && !open.includes(vpc.key)) return null;
  if (vpc.subnetCount === 0) return null;
  const Icon = vpc.isCollapsed ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      aria-expanded={!vpc.isCollapsed}
      aria-label={t("subnetsOf", { name: vpc.name })}
      onClick={(event) => {
        event.stopPropagation();
        toggleOpen(vpc.key);
      }}
      className={cn("-mr-1 relative z-1 grid size-6 place-items-center rounded-sm text-muted hover:bg-hover", nearOnly)}
    >
      <Icon aria-hidden="true" className="size-3.5" />
    </button>
  );
}

function SubnetRow({ subnet }: { subnet: Subnet }) {
  const t = useTranslations("topology.node");
  return (
    <div
      className={cn(
        "mt-1.5 h-[47px] overflow-hidden rounded-md border border-border bg-surface px-2 py-[5px] leading-[18px]",
        proposedFrame(subnet.proposed),
        notFar,
      )}
    >
      <div className="flex justify-between gap-2">
        <span className="truncate">{subnet.name}</span>
        <span className="mono text-xs text-muted">{subnet.cidr}</span>
      </div>
      <div className={cn("flex gap-1", nearOnly)}>
        {subnet.routeTable && <SubnetChip className="min-w-0 shrink!">{subnet.routeTable.name}</SubnetChip>}
        {subnet.reachesInternet && <SubnetChip>{t("igw")}</SubnetChip>}
        {subnet.propagation && <PropagationChip propagation={subnet.propagation} />}
      </div>
    </div>
  );
}

function PropagationChip({ propagation }: { propagation: NonNullable<Subnet["propagation"]> }) {
  const t = useTranslations("topology.node.propagation");
  const isMissed = propagation === "missed";
  return (
    <SubnetChip className={isMissed ? "border-degraded-line! bg-degraded-bg! text-degraded-text!" : undefined}>
      {propagation === "on" && <Check aria-hidden="true" className="size-3" />}
      {isMissed && <GitCompare aria-hidden="true" className="size-3" />}
      {t(propagation)}
    </SubnetChip>
  );
}

function SubnetChip({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex h-4 shrink-0 items-center gap-1 truncate rounded-sm border border-border bg-sunken px-1 font-mono text-[10.5px] tracking-[-0.03em] leading-[14px] text-text-2",
        className,
      )}
    >
      {children}
    </span>
  );
}
