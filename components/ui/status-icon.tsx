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

/** Icon of a state, 16 px unless told otherwise. Decorative: its word always stands beside it. */
export function StatusIcon({ tone, className = "size-4" }: { tone: Tone; className?: string }) {
  const Shape = statusShape[tone];
  return (
    <Shape
      aria-hidden="true"
      strokeWidth={1.75}
      className={cn("shrink-0", toneIcon[tone], tone === "pending" && "motion-safe:animate-turn", className)}
    />
  );
}
