"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Textarea } from "@/components/ui/textarea";
import { acknowledgeByLinkAction } from "@/lib/server/handover/link-actions";

const NAME_LENGTH_MAX = 120;
const REMARK_LENGTH_MAX = 2000;

interface AcknowledgeFormProps {
  token: string;
  /** A run waits for it. */
  isAwaited: boolean;
}

/** The word of the device's admin that it is configured, with their name. */
export function AcknowledgeForm({ token, isAwaited }: AcknowledgeFormProps) {
  const t = useTranslations("handover-links.visit.acknowledge");
  const [byName, setByName] = useState("");
  const [remark, setRemark] = useState("");
  const [isDone, setIsDone] = useState(false);
  const { act, isActing, error } = useAct(acknowledgeByLinkAction, () => setIsDone(true));
  return (
    <Panel className="print:hidden">
      <PanelHeader title={t("title")} />
      <PanelBody>
        {isDone ? (
          <Notice tone="up" role="status">
            {t("done", { name: byName })}
          </Notice>
        ) : (
          <form
            className="flex max-w-[520px] flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              void act({ token, byName, remark });
            }}
          >
            <p className="text-text-2">{t(isAwaited ? "textAwaited" : "text")}</p>
            <Field label={t("name")} help={t("nameHelp")}>
              <Input
                value={byName}
                maxLength={NAME_LENGTH_MAX}
                autoComplete="name"
                onChange={(event) => setByName(event.target.value)}
              />
            </Field>
            <Field label={t("remark")} help={t("remarkHelp")} isOptional>
              <Textarea
                value={remark}
                maxLength={REMARK_LENGTH_MAX}
                onChange={(event) => setRemark(event.target.value)}
              />
            </Field>
            {error && (
              <Notice tone="down" role="alert">
                {error}
              </Notice>
            )}
            <Button
              type="submit"
              variant="primary"
              className="self-start"
              busy={isActing}
              disabledReason={byName.trim() === "" ? t("nameMissing") : undefined}
            >
              {t("act")}
            </Button>
          </form>
        )}
      </PanelBody>
    </Panel>
  );
}
