"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { OpeningText } from "@/components/policy/opening-text";
import { useWeekdayName } from "@/components/policy/weekday-name";
import { Status } from "@/components/status/status";
import { useDuration } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { clockTime } from "@/lib/domain/policy/clock-time";
import { weekdayRanges } from "@/lib/domain/policy/weekday-ranges";
import type { WindowInput } from "@/lib/domain/policy/window-input";
import { WindowDialog, type WindowDialogActions } from "./window-dialog";

interface Opening {
  from: Date;
  until: Date;
}

interface ShownWindow extends WindowInput {
  id: string;
  open: Opening | null;
  next: Opening[];
}

interface WindowActions extends WindowDialogActions {
  remove: (input: { id: string }) => Promise<ActionResult<void>>;
}

interface WindowsPanelProps {
  environment: { id: string; name: string; windows: ShownWindow[] };
  canAdminister: boolean;
  actions: WindowActions;
}

/** The windows of one environment, with when each opens next. */
export function WindowsPanel({ environment, canAdminister, actions }: WindowsPanelProps) {
  const t = useTranslations("policy.windows");
  const { name, windows } = environment;
  return (
    <Panel>
      <PanelHeader title={name} count={windows.length}>
        {canAdminister && (
          <WindowDialog
            environment={environment}
            window={null}
            actions={actions}
            trigger={
              <Button aria-label={t("addTo", { environment: name })}>
                <Plus aria-hidden="true" />
                {t("add")}
              </Button>
            }
          />
        )}
      </PanelHeader>
      {windows.length === 0 ? (
        <EmptyState title={t("none")}>{canAdminister && t("noneText")}</EmptyState>
      ) : (
        <ul aria-label={name}>
          {windows.map((window) => (
            <li
              key={window.id}
              className="grid grid-cols-[minmax(0,3fr)_minmax(0,4fr)_minmax(0,6fr)_auto] gap-x-6 gap-y-2 border-b border-border px-4 py-2.5 last:border-b-0 max-lg:grid-cols-1"
            >
              <div className="min-w-0">
                <p className="font-strong break-words">{window.name}</p>
                <p className="text-xs text-muted">
                  {window.impactFrom === 0 ? t("bindsAll") : t("bindsFrom", { impact: window.impactFrom })}
                </p>
              </div>
              <div className="min-w-0">
                <Times window={window} />
              </div>
              <Openings window={window} />
              {canAdminister && (
                <div className="flex items-start gap-0.5 max-lg:-ml-2">
                  <WindowDialog
                    environment={environment}
                    window={window}
                    actions={actions}
                    trigger={
                      <Button size="small" variant="quiet" aria-label={t("editOf", { name: window.name })}>
                        {t("edit")}
                      </Button>
                    }
                  />
                  <RemoveWindow window={window} environmentName={name} action={actions.remove} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Times({ window: { weekdays, startMinute, durationMinutes, timeZone } }: { window: WindowInput }) {
  const t = useTranslations("policy.windows");
  const nameOf = useWeekdayName();
  const duration = useDuration();
  const ranges = weekdayRanges(weekdays).map(([first, last]) =>
    first === last
      ? nameOf(first, "short")
      : t("dayRange", { first: nameOf(first, "short"), last: nameOf(last, "short") }),
  );
  const days = weekdays.length === 7 ? t("everyDay") : ranges.join(", ");
  return (
    <>
      {t("rule", { days, start: clockTime(startMinute), duration: duration(durationMinutes * 60_000) })}
      <span className="block text-xs text-muted">{timeZone}</span>
    </>
  );
}

function Openings({ window: { open, next, timeZone } }: { window: ShownWindow }) {
  const t = useTranslations("policy.windows");
  return (
    <ul aria-label={t("next")}>
      {open && (
        <li>
          <Status tone="up" word={t.rich("openUntil", { time: () => <Instant at={open.until} shape="dateTime" /> })} />
        </li>
      )}
      {next.map(({ from }) => (
        <li key={from.getTime()}>
          <OpeningText from={from} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

interface RemoveWindowProps {
  window: ShownWindow;
  environmentName: string;
  action: WindowActions["remove"];
}

function RemoveWindow({ window: { id, name }, environmentName, action }: RemoveWindowProps) {
  const t = useTranslations("policy.windows.remove");
  return (
    <ConfirmAct
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { name })}>
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence", { environment: environmentName })}
      keepLabel={t("keep", { name })}
      actLabel={t("act", { name })}
      action={() => action({ id })}
      done={t("done", { name })}
    />
  );
}
