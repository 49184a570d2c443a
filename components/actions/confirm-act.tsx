"use client";

import type { ComponentProps } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { type ActionResult, useAct } from "./use-act";

interface ConfirmActProps extends Omit<ComponentProps<typeof ConfirmDialog>, "onAct"> {
  action: () => Promise<ActionResult<unknown>>;
  /** Said once it is done. */
  done: string;
}

/** Asks before an action, and stays open with the reason when it is refused. */
export function ConfirmAct({ action, done, children, ...dialog }: ConfirmActProps) {
  const { act, error } = useAct(action, () => toast.success(done));
  return (
    <ConfirmDialog {...dialog} onAct={() => act(undefined)}>
      {children}
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
