"use client";

import { CalendarClock, EllipsisVertical, Siren } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { BreakGlassDialog } from "./break-glass-dialog";
import type { ChangeActionsProps } from "./change-actions";
import { ScheduleDialog } from "./schedule-dialog";

type MoreWaysProps = Omit<ChangeActionsProps, "note" | "lasting" | "may"> & {
  plan: { hash: string; impact: number };
};

/** To start it later, and to start it in an emergency. */
export function MoreWays({ change, address, plan, whyNot, passedOver }: MoreWaysProps) {
  const t = useTranslations("changes.act");
  const [opened, setOpened] = useState<"schedule" | "break-glass" | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button icon aria-label={t("more")} title={t("more")} className="max-sm:flex-none!">
            <EllipsisVertical aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end" className="w-72">
          <MenuItem onSelect={() => setOpened("schedule")} disabledReason={whyNot.schedule}>
            <CalendarClock aria-hidden="true" />
            {t(change.schedule ? "reschedule" : "schedule")}
          </MenuItem>
          <MenuItem onSelect={() => setOpened("break-glass")} disabledReason={whyNot.breakGlass} isDanger>
            <Siren aria-hidden="true" />
            {t("breakGlass")}
          </MenuItem>
        </MenuContent>
      </Menu>
      {opened === "schedule" && (
        <ScheduleDialog address={address} at={change.schedule?.at ?? null} opensAt={change.opensAt} onClose={close} />
      )}
      {opened === "break-glass" && (
        <BreakGlassDialog address={address} title={change.title} plan={plan} passedOver={passedOver} onClose={close} />
      )}
    </>
  );
}
