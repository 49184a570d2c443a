"use client";

import { useRouter } from "next/navigation";
import { useTimeZone, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { InstantField } from "@/components/policy/instant-field";
import { focusFirstError } from "@/components/resources/focus-first-error";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { FreezeInput } from "@/lib/domain/policy/freeze-input";
import { freezeScopes } from "@/lib/domain/policy/freeze-state";
import { instantOf } from "@/lib/domain/policy/wall-time";
import { type FindAction, type Found, ResourceChoice } from "./resource-choice";

interface FreezeFormProps {
  kindLabels: Readonly<Record<string, string>>;
  environments: { value: string; label: string }[];
  /** The one that was looked at last; "" where there is none. */
  environmentId: string;
  /** As the clock on the reader's wall shows them. */
  startsAt: string;
  endsAt: string;
  actions: {
    create: (input: FreezeInput) => Promise<ActionResult<{ id: string }>>;
    find: FindAction;
  };
}

/** What to hold still, why and until when. */
export function FreezeForm({ environments, environmentId, kindLabels, startsAt, endsAt, actions }: FreezeFormProps) {
  const t = useTranslations("policy.freeze");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timeZone = useTimeZone() ?? "UTC";
  const [values, setValues] = useState<Omit<FreezeInput, "keys">>({
    scope: "environment",
    environmentId,
    reason: "",
    startsAt,
    endsAt,
  });
  const [resources, setResources] = useState<Found[]>([]);
  const { act, isActing, error, fieldErrors } = useAct(actions.create, () => {
    toast.success(t("created"));
    router.push("/settings/freezes");
  });
  const set = (changed: Partial<typeof values>) => setValues({ ...values, ...changed });
  const submit = () =>
    act({
      ...values,
      keys: resources.map(({ key }) => key),
      startsAt: writeInstant(values.startsAt, timeZone),
      endsAt: writeInstant(values.endsAt, timeZone),
    });
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit().then((isDone) => isDone || focusFirstError(form.current));
      }}
    >
      <Panel>
        <PanelBody className="flex flex-col gap-4">
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <FieldSet legend={t("scope")} error={fieldErrors.scope}>
            <div className="grid grid-cols-3 gap-2 max-md:grid-cols-1">
              {freezeScopes.map((scope) => (
                <Choice
                  key={scope}
                  name="scope"
                  value={scope}
                  checked={values.scope === scope}
                  onChange={() => set({ scope })}
                  title={t(`scopes.${scope}`)}
                >
                  {t(`scopeHelp.${scope}`)}
                </Choice>
              ))}
            </div>
          </FieldSet>
          {values.scope !== "organization" && (
            <Field label={t("environment")} error={fieldErrors.environmentId} className="max-w-sm">
              <Select
                value={values.environmentId}
                placeholder={t("choose")}
                options={environments}
                onChange={(event) => {
                  set({ environmentId: event.target.value });
                  setResources([]);
                }}
              />
            </Field>
          )}
          {values.scope === "resources" && values.environmentId !== "" && (
            <ResourceChoice
              key={values.environmentId}
              environmentId={values.environmentId}
              chosen={resources}
              onChange={setResources}
              find={actions.find}
              kindLabels={kindLabels}
              error={fieldErrors.keys}
            />
          )}
          <Field label={t("reason")} help={t("reasonHelp")} error={fieldErrors.reason}>
            <Input value={values.reason} onChange={(event) => set({ reason: event.target.value })} />
          </Field>
          <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
            <InstantField
              label={t("from")}
              value={values.startsAt}
              onChange={(wall) => set({ startsAt: wall })}
              error={fieldErrors.startsAt}
            />
            <InstantField
              label={t("until")}
              value={values.endsAt}
              onChange={(wall) => set({ endsAt: wall })}
              error={fieldErrors.endsAt}
            />
          </div>
          <footer className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" busy={isActing}>
              {t(`create.${values.scope}`)}
            </Button>
            <Button asChild>
              <Link href="/settings/freezes">{t("cancel")}</Link>
            </Button>
          </footer>
        </PanelBody>
      </Panel>
    </form>
  );
}

/** "" where the clock shows nothing, which is then refused beside the field. */
function writeInstant(wall: string, timeZone: string): string {
  return instantOf(wall, timeZone)?.toISOString() ?? "";
}
