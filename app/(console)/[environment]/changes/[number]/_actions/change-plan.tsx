import { PlanPanel } from "@/components/changes/plan-panel";
import { RunProgressBar } from "@/components/changes/run-progress-bar";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Step } from "@/lib/domain/plan/step";
import type { Address } from "./change-actions";
import { RunActions } from "./run-actions";
import { StepActions } from "./step-actions";

interface ChangePlanProps {
  change: ChangeView;
  address: Address;
}

/** The plan of a change with what can be done about its run, and about a step that waits for a person. */
export function ChangePlan({ change: { plan, run, edits, may }, address }: ChangePlanProps) {
  function actionsOf(step: Step) {
    const state = run?.steps.find(({ stepId }) => stepId === step.id)?.state;
    if (!run || run.finishedAt || state !== "settling" || step.type === "call" || !may.steer) return null;
    const { outsideIpAddress } = step.type === "wait" ? step.until : step.subject;
    return <StepActions runId={run.id} stepId={step.id} type={step.type} outsideIpAddress={outsideIpAddress} />;
  }
  return (
    <PlanPanel
      plan={plan}
      run={run}
      hasEdits={edits.length > 0}
      progress={
        run && (
          <RunProgressBar run={run}>
            <RunActions run={run} address={address} may={may} />
          </RunProgressBar>
        )
      }
      actionsOf={actionsOf}
    />
  );
}
