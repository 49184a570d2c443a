import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  DiamondPlus,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  TriangleAlert,
} from "lucide-react";
import { cn } from "./cn";
import { type Tone, toneIcon } from "./tone";

/** The outline of each tone: a state must be told apart by its shape when its colour cannot be seen. */
export const statusShape: Record<Tone, LucideIcon> = {
  up: CircleCheck,
  degraded: TriangleAlert,
  down: OctagonX,
  unknown: CircleDashed,
  pending: LoaderCircle,
  proposed: DiamondPlus,
  neutral: CircleDot,
};

/** Icon of a state. Decorative: its word always stands beside it. */
export function StatusIcon({ tone, className }: { tone: Tone; className?: string }) {
  const Shape = statusShape[tone];
  return (
    <Shape
      aria-hidden="true"
      strokeWidth={1.75}
      className={cn("size-4 shrink-0", toneIcon[tone], tone === "pending" && "motion-safe:animate-turn", className)}
    />
  );
}
