"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TYPED_FROM_IMPACT } from "@/lib/domain/changes/lifecycle";
import { applyChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface ApplyDialogProps {
  title: string;
  plan: { hash: string; impact: number; stepCount: number };
  address: Address;
  environmentName: string;
  isSandbox: boolean;
  isPrimary: boolean;
  /** The element that says why it cannot be applied now. */
  disabledBy?: string;
  className?: string;
}

/** Starts the run. From impact 3 on the title is typed. */
export function ApplyDialog({ title, plan, address, isPrimary, disabledBy, className, ...props }: ApplyDialogProps) {
  const t = useTranslations("changes.act");
  const { act, error } = useAct(applyChangeAction);
  const variant = isPrimary ? "primary" : "default";
  const label = t(props.isSandbox ? "applySandbox" : "apply");
  if (disabledBy) {
    return (
      <Button variant={variant} disabledBy={disabledBy} className={className}>
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button variant={variant}>{label}</Button>}
      title={t("applyQuestion", { title })}
      consequence={t("applyText", { count: plan.stepCount, environment: props.environmentName })}
      keepLabel={t("keepWaiting")}
      actLabel={label}
      typeName={plan.impact >= TYPED_FROM_IMPACT ? title : undefined}
      onAct={() => act({ ...address, planHash: plan.hash, typedTitle: title })}
    >
      {error && (
        <p role="alert" className="text-xs text-down-text">
          {error}
        </p>
      )}
    </ConfirmDialog>
  );
}
