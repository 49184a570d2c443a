import { useTranslations } from "next-intl";
import { StepLine } from "@/components/ui/stepper";
import type { ChangeStatus } from "@/lib/domain/changes/lifecycle";

const stages = ["draft", "review", "approved", "applying", "applied"] as const;
type Stage = (typeof stages)[number];

/** The stage that a status belongs to; what went wrong stays at the stage it went wrong in. */
const stageOf: Record<ChangeStatus, Stage> = {
  DRAFT: "draft",
  PLANNING: "draft",
  PLAN_FAILED: "draft",
  IN_REVIEW: "review",
  CHANGES_REQUESTED: "review",
  STALE: "review",
  EXPIRED: "review",
  SUPERSEDED: "review",
  APPROVED: "approved",
  QUEUED: "applying",
  PREFLIGHT: "applying",
  APPLYING: "applying",
  APPLIED: "applied",
  PARTIAL: "applying",
  FAILED: "applying",
  CANCELLED: "applying",
  ABANDONED: "draft",
};

interface LifeLineProps {
  status: ChangeStatus;
  isSubmitted: boolean;
  /** It was started in an emergency, past its approvals. */
  isUnapproved?: boolean;
}

/** The whole way of a change in one line, and how far it has come. */
export function LifeLine({ status, isSubmitted, isUnapproved = false }: LifeLineProps) {
  const t = useTranslations("changes.life");
  // A draft can be outrun by another change too.
  const here = stages.indexOf(status === "SUPERSEDED" && !isSubmitted ? "draft" : stageOf[status]);
  const stateOf = (stage: Stage, index: number) => {
    if (stage === "approved" && isUnapproved) return "ahead";
    if (index < here || status === "APPLIED") return "done";
    return index === here ? "current" : "ahead";
  };
  return (
    <StepLine
      label={t("label")}
      steps={stages.map((stage, index) => ({ id: stage, title: t(stage), state: stateOf(stage, index) }))}
    />
  );
}
