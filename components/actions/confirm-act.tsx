"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { type ActionResult, useAct } from "./use-act";

interface ConfirmActProps extends Omit<ComponentProps<typeof ConfirmDialog>, "onAct"> {
  action: () => Promise<ActionResult<unknown>>;
  /** Said once it is done; nothing where the page shows it by itself. */
  done?: string;
  /** The page to go to once it is done: that of the thing is gone. */
  leadsTo?: string;
}

/** Asks before an action, and stays open with the reason when it is refused. */
export function ConfirmAct({ action, done, leadsTo, children, ...dialog }: ConfirmActProps) {
  const router = useRouter();
  const { act, error } = useAct(action, () => {
    if (done !== undefined) toast.success(done);
    if (leadsTo !== undefined) router.push(leadsTo);
  });
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
