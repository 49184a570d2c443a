import { FileCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { PlanPanel } from "@/components/changes/plan-panel";
import { RunProgressBar } from "@/components/changes/run-progress-bar";
import { StepThreads } from "@/components/changes/step-threads";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Step } from "@/lib/domain/plan/step";
import type { Address } from "./change-actions";
import { CommentOnStep } from "./comment-on-step";
import { RunActions } from "./run-actions";
import { StepActions } from "./step-actions";

interface ChangePlanProps {
  change: ChangeView;
  address: Address;
}

/** The plan of a change with what can be done about its run, and about a step that waits for a person. */
export function ChangePlan({ change: { plan, run, edits, threads, may }, address }: ChangePlanProps) {
  const { environmentSlug: slug } = address;
  function actionsOf(step: Step) {
    const state = run?.steps.find(({ stepId }) => stepId === step.id)?.state;
    if (!run || run.finishedAt || state !== "settling" || step.type === "call") return null;
    const { outsideIpAddress, connectionKey } = step.type === "wait" ? step.until : step.subject;
    return (
      <>
        {may.steer && (
          <StepActions runId={run.id} stepId={step.id} type={step.type} outsideIpAddress={outsideIpAddress} />
        )}
        {step.type === "confirm" && <OpenHandover href={connectionPath(slug, connectionKey, "hand-over")} />}
      </>
    );
  }
  function toolsOf(step: Step, number: number) {
    return (
      <>
        <StepThreads threads={threads.filter(({ stepId }) => stepId === step.id)} />
        <CommentOnStep address={address} stepId={step.id} number={number} />
      </>
    );
  }
  return (
    <PlanPanel
      plan={plan}
      run={run}
      hasEdits={edits.length > 0}
      progress={
        run && (
          <RunProgressBar run={run}>
            <RunActions
              run={{ id: run.id, outcome: run.outcome, finishedAt: run.finishedAt, isCancelling: run.isCancelling }}
              address={address}
              may={{
                edit: may.edit,
                steer: may.steer,
                resume: may.resume === null,
                rollback: may.rollback === null,
              }}
            />
          </RunProgressBar>
        )
      }
      actionsOf={actionsOf}
      toolsOf={toolsOf}
    />
  );
}

/** What the device's admin is given, and where their word confirms the step too. */
function OpenHandover({ href }: { href: string }) {
  const t = useTranslations("changes.act");
  return (
    <Button asChild size="small">
      <Link href={href}>
        <FileCheck aria-hidden="true" />
        {t("handover")}
      </Link>
    </Button>
  );
}
