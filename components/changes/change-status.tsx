import {
  Ban,
  CircleCheck,
  ClockAlert,
  Eye,
  FilePen,
  GitMerge,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  MessageSquareWarning,
  OctagonX,
  TriangleAlert,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { type Tone, toneIcon } from "@/components/ui/tone";
import type { ChangeStatus } from "@/lib/domain/changes/lifecycle";

const tones: Record<ChangeStatus, Tone> = {
  DRAFT: "neutral",
  PLANNING: "pending",
  PLAN_FAILED: "down",
  IN_REVIEW: "pending",
  CHANGES_REQUESTED: "degraded",
  STALE: "degraded",
  EXPIRED: "degraded",
  SUPERSEDED: "degraded",
  APPROVED: "up",
  QUEUED: "pending",
  PREFLIGHT: "pending",
  APPLYING: "pending",
  APPLIED: "up",
  PARTIAL: "degraded",
  FAILED: "down",
  CANCELLED: "unknown",
  ABANDONED: "unknown",
};

const icons: Record<ChangeStatus, LucideIcon> = {
  DRAFT: FilePen,
  PLANNING: LoaderCircle,
  PLAN_FAILED: OctagonX,
  IN_REVIEW: Eye,
  CHANGES_REQUESTED: MessageSquareWarning,
  STALE: TriangleAlert,
  EXPIRED: ClockAlert,
  SUPERSEDED: GitMerge,
  APPROVED: CircleCheck,
  QUEUED: Hourglass,
  PREFLIGHT: LoaderCircle,
  APPLYING: LoaderCircle,
  APPLIED: CircleCheck,
  PARTIAL: TriangleAlert,
  FAILED: OctagonX,
  CANCELLED: Ban,
  ABANDONED: Ban,
};

/** Where a change stands, on a tint: for the head of its page. What it turns to while one looks is read out. */
export function ChangeBadge({ status }: { status: ChangeStatus }) {
  const t = useTranslations("changes.status");
  return (
    <Badge role="status" tone={tones[status]} icon={icons[status]}>
      {t(status)}
    </Badge>
  );
}

/** The same for a row. */
export function ChangeStatusWord({ status, className }: { status: ChangeStatus; className?: string }) {
  const t = useTranslations("changes.status");
  const Icon = icons[status];
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-middle whitespace-nowrap", className)}>
      <Icon
        aria-hidden="true"
        strokeWidth={1.75}
        className={cn(
          "size-3.5 shrink-0",
          toneIcon[tones[status]],
          Icon === LoaderCircle && "motion-safe:animate-turn",
        )}
      />
      {t(status)}
    </span>
  );
}
