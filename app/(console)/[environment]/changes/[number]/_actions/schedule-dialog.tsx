"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { BothZones } from "@/components/ui/both-zones";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { scheduleChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";
import { toLocalField } from "./local-field";

interface ScheduleDialogProps {
  address: Address;
  /** The start that is set now. */
  at: Date | null;
  /** When the gate that is closed opens. */
  opensAt: Date | null;
  onClose: () => void;
}

const SOON_MS = 60 * 60_000;

/** Sets when the change starts by itself. The field is in the zone of the browser, UTC stands beside it. */
export function ScheduleDialog({ address, at, opensAt, onClose }: ScheduleDialogProps) {
  const t = useTranslations("changes.schedule");
  const [value, setValue] = useState(() => toLocalField(at ?? opensAt ?? new Date(Date.now() + SOON_MS)));
  const [isWrong, setIsWrong] = useState(false);
  const { act, error, isActing } = useAct(scheduleChangeAction, onClose);
  const inputRef = useRef<HTMLInputElement>(null);
  const chosen = new Date(value);
  const isTime = !Number.isNaN(chosen.getTime());
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t("title")} description={t("text")} initialFocusRef={inputRef}>
        <form
          className="mt-3"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            const isLater = isTime && chosen.getTime() > Date.now();
            setIsWrong(!isLater);
            if (isLater) void act({ ...address, at: chosen.toISOString() });
          }}
        >
          <Field
            label={t("when", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
            help={
              <>
                {isTime && <BothZones at={chosen} />}{" "}
                {opensAt && (
                  <button type="button" className="link-inline" onClick={() => setValue(toLocalField(opensAt))}>
                    {t("whenOpen")}
                  </button>
                )}
              </>
            }
            error={isWrong ? t("past") : error}
          >
            <Input
              ref={inputRef}
              type="datetime-local"
              value={value}
              onChange={(event) => {
                setValue(event.target.value);
                setIsWrong(false);
              }}
            />
          </Field>
          <footer className="flex flex-wrap justify-end gap-2 pt-3.5 pb-3">
            <Button onClick={onClose}>{t("keep")}</Button>
            <Button type="submit" variant="primary" busy={isActing}>
              {t("set")}
            </Button>
          </footer>
        </form>
      </DialogContent>
    </Dialog>
  );
}
