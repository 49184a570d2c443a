"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmAct } from "@/components/actions/confirm-act";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface Webhook {
  url: string;
  waiting: number;
  deliveredAt: Date | null;
  error: string | null;
  failures: number;
  nextAttemptAt: Date;
}

interface WebhookInput {
  url: string;
  secret: string;
}

interface WebhookActions {
  save: (input: WebhookInput) => Promise<ActionResult<void>>;
  test: (input: WebhookInput) => Promise<ActionResult<{ error: string | null }>>;
  remove: (input: Record<string, never>) => Promise<ActionResult<void>>;
}

interface WebhookPanelProps {
  /** Null while there is none. */
  webhook: Webhook | null;
  actions: WebhookActions;
}

/** Where the audit is sent, and how that goes. */
export function WebhookPanel({ webhook, actions }: WebhookPanelProps) {
  const t = useTranslations("audit.webhook");
  return (
    <Panel>
      <PanelHeader title={t("title")}>{webhook && <RemoveWebhook action={actions.remove} />}</PanelHeader>
      <PanelBody className="flex flex-col gap-4">
        <p className="max-w-prose text-text-2">{t("text")}</p>
        {webhook && <Delivery webhook={webhook} />}
        <WebhookForm webhook={webhook} actions={actions} />
      </PanelBody>
    </Panel>
  );
}

function Delivery({ webhook: { waiting, deliveredAt, error, failures, nextAttemptAt } }: { webhook: Webhook }) {
  const t = useTranslations("audit.webhook");
  return (
    <>
      {error && (
        <Notice tone="degraded">
          {t("failing", { error, failures })} <Instant at={nextAttemptAt.toISOString()} shape="time" />
        </Notice>
      )}
      <Facts>
        <Fact name={t("lastDelivery")}>
          {deliveredAt ? <Age since={deliveredAt.toISOString()} form="ago" /> : t("noDelivery")}
        </Fact>
        <Fact name={t("waiting")}>{t("waitingRows", { count: waiting })}</Fact>
      </Facts>
    </>
  );
}

function WebhookForm({ webhook, actions }: WebhookPanelProps) {
  const t = useTranslations("audit.webhook");
  const [input, setInput] = useState({ url: webhook?.url ?? "", secret: "" });
  const [tested, setTested] = useState<{ error: string | null }>();
  const saving = useAct(actions.save, () => {
    setInput({ ...input, secret: "" });
    toast.success(t("saved"));
  });
  const testing = useAct(actions.test, setTested);
  // Only the newest answer counts.
  const start = (work: typeof saving | typeof testing) => {
    saving.forget();
    testing.forget();
    setTested(undefined);
    void work.act(input);
  };
  const error = saving.error ?? testing.error;
  const fieldErrors = { ...testing.fieldErrors, ...saving.fieldErrors };
  return (
    <form
      noValidate
      className="flex max-w-lg flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start(saving);
      }}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      {tested && (
        <Notice tone={tested.error === null ? "up" : "down"} role="status">
          {tested.error === null ? t("tested") : t("testFailed", { error: tested.error })}
        </Notice>
      )}
      <Field label={t("url")} error={fieldErrors.url}>
        <Input
          type="url"
          isMono
          placeholder="https://"
          value={input.url}
          onChange={(event) => setInput({ ...input, url: event.target.value })}
        />
      </Field>
      <Field label={t("secret")} help={webhook ? t("secretKept") : t("secretHelp")} error={fieldErrors.secret}>
        <Input
          type="password"
          autoComplete="new-password"
          value={input.secret}
          onChange={(event) => setInput({ ...input, secret: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={saving.isActing}>
          {t("save")}
        </Button>
        <Button onClick={() => start(testing)} busy={testing.isActing}>
          {t("test")}
        </Button>
      </div>
    </form>
  );
}

function RemoveWebhook({ action }: { action: WebhookActions["remove"] }) {
  const t = useTranslations("audit.webhook.remove");
  return (
    <ConfirmAct
      action={() => action({})}
      done={t("done")}
      trigger={
        <Button size="small" variant="quiet">
          {t("open")}
        </Button>
      }
      title={t("title")}
      consequence={t("consequence")}
      keepLabel={t("keep")}
      actLabel={t("act")}
    />
  );
}
