"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { useDuration } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface LifetimePanelProps {
  hours: number;
  /** Null for who may not. */
  action: ((input: { hours: number }) => Promise<ActionResult<void>>) | null;
}

/** For how long an approval counts. */
export function LifetimePanel({ hours, action }: LifetimePanelProps) {
  const t = useTranslations("policy.lifetime");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={t("value", { hours })} />
      <PanelBody className="flex flex-col gap-3">
        <p className="max-w-prose text-text-2">{t("about")}</p>
        {action && <LifetimeForm hours={hours} action={action} />}
      </PanelBody>
    </Panel>
  );
}

const HOUR_MS = 60 * 60_000;

function LifetimeForm({ hours, action }: { hours: number; action: NonNullable<LifetimePanelProps["action"]> }) {
  const t = useTranslations("policy.lifetime");
  const duration = useDuration();
  const [text, setText] = useState(String(hours));
  const wanted = Number(text === "" ? Number.NaN : text);
  const { act, isActing, error, fieldErrors } = useAct(action, () => toast.success(t("saved", { hours: wanted })));
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ hours: wanted });
      }}
    >
      {error && (
        <Notice tone="down" role="alert" className="w-full">
          {error}
        </Notice>
      )}
      <Field label={t("hours")} help={t("help")} error={fieldErrors.hours} className="w-56">
        <Input
          inputMode="numeric"
          value={text}
          unit={
            Number.isInteger(wanted) && wanted > 0 ? t("unit", { duration: duration(wanted * HOUR_MS) }) : undefined
          }
          onChange={(event) => setText(event.target.value.trim())}
        />
      </Field>
      <Button type="submit" busy={isActing} className="sm:mt-6">
        {t("save")}
      </Button>
    </form>
  );
}
