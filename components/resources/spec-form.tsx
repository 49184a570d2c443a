"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import type { KindName } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Problem } from "@/lib/domain/problem";
import { ChangeChoice, type DraftOption } from "./change-choice";
import { ConflictNotice } from "./conflict-notice";
import type { FieldModel } from "./field-model";
import { focusFirstError } from "./focus-first-error";
import type { FormFields, ReferenceOption } from "./form-fields";
import { keyProblems } from "./key-problems";
import { SpecField } from "./spec-field";
import { asTunnels, type FormValues, isKeptKey, toSpec, toValues, withoutKeys, withValue } from "./spec-values";
import { TunnelFields } from "./tunnel-fields";
import { useCheck } from "./use-check";
import { useKeptInput } from "./use-kept-input";

type Spec = Record<string, unknown>;

interface Sent {
  environmentSlug: string;
  kind: KindName;
  spec: Spec;
  changeNumber?: number;
}

type Saved =
  | { outcome: "saved"; changeNumber: number; key: string }
  | { outcome: "refused"; problems: Problem[] }
  | { outcome: "conflict"; theirs: Spec | null };

interface SpecFormProps {
  slug: string;
  kind: KindName;
  /** Null for a new one. */
  resource: { key: string; name: string; isInAws: boolean } | null;
  /** What it starts from. */
  spec: Spec;
  fields: readonly FieldModel[];
  options: readonly ReferenceOption[];
  drafts: readonly DraftOption[];
  /** The draft that the form was opened in. */
  changeNumber?: number;
  cancelHref: string;
  actions: {
    check: (input: Sent & { key: string }) => Promise<ActionResult<Problem[]>>;
    save: (input: Sent & { key: string | null; title?: string; began: Spec | null }) => Promise<ActionResult<Saved>>;
  };
}

/** The form of any kind, made from its spec. Saving makes an edit in a change; nothing is called in AWS. */
export function SpecForm({
  slug,
  kind,
  resource,
  fields,
  options,
  drafts,
  cancelHref,
  actions,
  ...start
}: SpecFormProps) {
  const t = useTranslations("resources.form");
  const words = useTranslations("kinds");
  const router = useRouter();
  const element = useRef<HTMLFormElement>(null);
  const [began, setBegan] = useState(start.spec);
  const [values, setValues] = useState(() => toValues(fields, start.spec));
  const [change, setChange] = useState({ number: start.changeNumber, title: "" });
  const [theirs, setTheirs] = useState<{ spec: Spec | null } | null>(null);

  const initial = useRef(JSON.stringify(values)).current;
  const isChanged = JSON.stringify(values) !== initial;
  const spec = toSpec(fields, values);
  const keptName = `${slug} ${resource?.key ?? `new ${kind}`}`;
  const input = useKeptInput(keptName, withoutKeys(fields, values), { isChanged });
  const target = { environmentSlug: slug, kind, changeNumber: change.number };
  const judged = useCheck(
    spec,
    (judgedSpec) =>
      actions.check({ ...target, key: resource?.key ?? unnamed(kind), spec: withoutTypedKeys(judgedSpec) }),
    keyProblems(values),
  );
  const save = useAct(actions.save, (saved) => {
    if (!saved) return;
    if (saved.outcome === "refused") {
      judged.refuse(saved.problems);
      focusFirstError(element.current);
    }
    if (saved.outcome === "conflict") setTheirs({ spec: saved.theirs });
    if (saved.outcome === "saved") {
      input.forget();
      toast.success(t("saved", { name: resource?.name ?? nameInKey(saved.key), number: saved.changeNumber }));
      router.push(environmentPath(slug, `/changes/${saved.changeNumber}`));
    }
  });
  const send = (from: Spec | null) => {
    setTheirs(null);
    void save.act({
      ...target,
      key: resource?.key ?? null,
      spec,
      began: resource ? from : null,
      ...(change.title.trim() === "" ? {} : { title: change.title.trim() }),
    });
  };
  const take = (taken: FormValues) => setValues(taken);
  const form: FormFields = {
    values,
    set: (path, value) => setValues((current) => withValue(current, path, value)),
    leave: (path) => judged.leave(path.join(".")),
    noteAt: (path) => judged.noteAt(path.join(".")),
    options,
    isExisting: resource?.isInAws ?? false,
  };
  const shown = fields.filter(({ isGiven, widget }) => !isGiven && widget !== "tunnels");
  const tunnels = fields.find(({ widget }) => widget === "tunnels")?.fields;
  const replaced = form.isExisting ? shown.filter((field) => field.isImmutable && differs(field, spec, began)) : [];
  const linkOf = (key: string) => ({ name: options.find((option) => option.key === key)?.name ?? key, href: null });
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send(began);
      }}
    >
      {input.kept && !isChanged && (
        <Notice
          action={
            <span className="flex gap-2">
              <Button
                size="small"
                onClick={() => {
                  if (input.kept) take(input.kept);
                  input.dismiss();
                }}
              >
                {t("restore")}
              </Button>
              <Button size="small" variant="quiet" onClick={input.forget}>
                {t("discard")}
              </Button>
            </span>
          }
        >
          {t("keptInput")}
        </Notice>
      )}
      <Panel>
        <PanelHeader title={words(`${kind}.label`)} />
        <PanelBody>
          <div className="grid grid-cols-2 items-start gap-x-8 gap-y-4 max-md:grid-cols-1">
            {shown.map((field) => (
              <SpecField key={field.name} field={field} path={[field.name]} value={values[field.name]} form={form} />
            ))}
          </div>
        </PanelBody>
      </Panel>
      {tunnels && asTunnels(values.tunnels).length > 0 && (
        <Panel>
          <PanelHeader title={words(`${kind}.fields.tunnels.label`)} />
          <PanelBody>
            <TunnelFields fields={tunnels} form={form} />
          </PanelBody>
        </Panel>
      )}
      <Panel>
        <PanelHeader title={t("change")} />
        <PanelBody>
          <ChangeChoice drafts={drafts} chosen={change} onChange={setChange} />
        </PanelBody>
      </Panel>
      {replaced.length > 0 && (
        <Notice tone="degraded">
          {t("replaces", { fields: replaced.map(({ name }) => words(`${kind}.fields.${name}.label`)).join(", ") })}
        </Notice>
      )}
      {theirs && (
        <ConflictNotice
          fields={fields}
          theirs={theirs.spec}
          mine={spec}
          linkOf={linkOf}
          onKeepMine={() => {
            if (theirs.spec) setBegan(theirs.spec);
            send(theirs.spec);
          }}
          onTakeTheirs={() => {
            if (theirs.spec) {
              setBegan(theirs.spec);
              take(toValues(fields, theirs.spec));
            }
            setTheirs(null);
          }}
        />
      )}
      {save.error && (
        <Notice tone="down" role="alert">
          {save.error}
        </Notice>
      )}
      <footer className="sticky bottom-0 z-10 -mx-6 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-border bg-background max-sm:justify-between px-6 py-3 max-md:-mx-4 max-md:px-4">
        <Button asChild>
          <Link href={cancelHref} onClick={input.forget}>
            {t("cancel")}
          </Link>
        </Button>
        <span className="ml-auto text-xs text-muted max-sm:order-first max-sm:w-full">
          {judged.errorCount > 0 ? t("toCorrect", { count: judged.errorCount }) : t("nothingYet")}
        </span>
        <Button type="submit" variant="primary" busy={save.isActing}>
          {change.number === undefined ? t("saveNew") : t("saveInto", { number: change.number })}
        </Button>
      </footer>
    </form>
  );
}

/** A key that no resource has: what is judged has no name of its own yet. */
function unnamed(kind: KindName): string {
  return `${kind}/ `;
}

function differs({ name }: FieldModel, spec: Spec, began: Spec): boolean {
  return began[name] !== undefined && JSON.stringify(spec[name]) !== JSON.stringify(began[name]);
}

/** A typed key is judged beside its field, and sent only when it is saved. */
function withoutTypedKeys(spec: Spec): Spec {
  const tunnels: unknown[] = Array.isArray(spec.tunnels) ? spec.tunnels : [];
  if (tunnels.length === 0) return spec;
  return { ...spec, tunnels: tunnels.map(withoutTypedKey) };
}

function withoutTypedKey(tunnel: unknown): unknown {
  if (typeof tunnel !== "object" || tunnel === null || !("presharedKey" in tunnel)) return tunnel;
  return isKeptKey(tunnel.presharedKey) ? tunnel : { ...tunnel, presharedKey: undefined };
}
