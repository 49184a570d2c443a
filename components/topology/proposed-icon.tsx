import { Diamond, DiamondMinus, DiamondPlus, type LucideIcon } from "lucide-react";
import type { Proposed } from "@/lib/domain/topology/network";

const shapes: Record<Proposed["operation"], LucideIcon> = { add: DiamondPlus, change: Diamond, remove: DiamondMinus };

/** What a draft would do to the piece it stands on. */
export function ProposedIcon({ operation, className }: { operation: Proposed["operation"]; className?: string }) {
  const Shape = shapes[operation];
  return <Shape aria-hidden="true" strokeWidth={1.75} className={`shrink-0 text-proposed ${className ?? ""}`} />;
}
