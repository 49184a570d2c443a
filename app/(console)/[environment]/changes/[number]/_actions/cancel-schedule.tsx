"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { scheduleChangeAction } from "@/lib/server/changes/actions";
import { type Address, Refusal } from "./change-actions";

interface CancelScheduleProps {
  address: Address;
  /** Its time has come and gone without a start. */
  isMissed: boolean;
}

/** Takes the planned start back; the change then starts when somebody says so. */
export function CancelSchedule({ address, isMissed }: CancelScheduleProps) {
  const t = useTranslations("changes.schedule");
  const { act, error, isActing } = useAct(scheduleChangeAction);
  return (
    <>
      <Button size="small" busy={isActing} onClick={() => act({ ...address, at: null })}>
        {t(isMissed ? "forget" : "cancel")}
      </Button>
      {error && <Refusal>{error}</Refusal>}
    </>
  );
}
