"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ActionResult } from "@/components/actions/use-act";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { KindName } from "@/lib/domain/kinds";

export interface Found {
  key: string;
  kind: KindName;
  name: string;
  awsId: string | null;
}

export type FindAction = (input: { environmentId: string; text: string }) => Promise<ActionResult<Found[]>>;

interface ResourceChoiceProps {
  environmentId: string;
  chosen: readonly Found[];
  onChange: (chosen: Found[]) => void;
  find: FindAction;
  /** Words of the kinds, looked up by the page: the browser has none of them. */
  kindLabels: Readonly<Record<string, string>>;
  error?: string;
}

/** Some of an environment's resources, which may be thousands: found by typing, and kept in a list below. */
export function ResourceChoice({ environmentId, chosen, onChange, find, kindLabels, error }: ResourceChoiceProps) {
  const t = useTranslations("policy.freeze");
  const [text, setText] = useState("");
  const found = useFound(find, { environmentId, text: text.trim() });
  const isChosen = (key: string) => chosen.some((one) => one.key === key);
  const offered = found?.filter(({ key }) => !isChosen(key));
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("resources")} help={t("resourcesHelp")} error={error}>
        <Input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter looks for something; it does not send the form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </Field>
      <div aria-live="polite">
        {text.trim() !== "" && (
          <p className="text-xs text-muted">
            {found === undefined ? t("searching") : found.length === 0 ? t("noResource") : null}
          </p>
        )}
        {offered !== undefined && offered.length > 0 && (
          <ul aria-label={t("found")} className="rounded-md border border-border-strong">
            {offered.map((one) => (
              <li key={one.key} className="border-b border-border last:border-b-0">
                <button
                  type="button"
                  aria-label={t("addResource", { name: one.name })}
                  onClick={() => onChange([...chosen, one])}
                  className="flex min-h-8 w-full items-center gap-2 px-3 py-1 text-left hover:bg-hover pointer-coarse:min-h-11"
                >
                  <Plus aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
                  <ResourceName resource={one} kindLabels={kindLabels} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {chosen.length > 0 && (
        <ul aria-label={t("chosen")} className="rounded-md bg-sunken py-1">
          {chosen.map((one) => (
            <li key={one.key} className="flex min-h-8 items-center gap-2 py-0.5 pr-1 pl-3">
              <ResourceName resource={one} kindLabels={kindLabels} />
              <button
                type="button"
                aria-label={t("takeOut", { name: one.name })}
                onClick={() => onChange(chosen.filter(({ key }) => key !== one.key))}
                className="ml-auto grid size-6 shrink-0 place-items-center rounded-md hover:bg-hover pointer-coarse:size-11"
              >
                <X aria-hidden="true" className="size-3.5 text-muted" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ResourceName({
  resource: { kind, name, awsId },
  kindLabels,
}: Pick<ResourceChoiceProps, "kindLabels"> & { resource: Found }) {
  return (
    <span className="min-w-0 break-words">
      {name} <span className="text-xs text-muted">{kindLabels[kind]}</span>{" "}
      {awsId !== null && <span className="mono text-xs text-muted">{awsId}</span>}
    </span>
  );
}

const TYPING_PAUSE_MS = 250;

/** What a search finds; undefined until it has answered. Only the answer to what stands in the field counts. */
function useFound(find: FindAction, { environmentId, text }: { environmentId: string; text: string }) {
  const [answer, setAnswer] = useState<{ text: string; found: Found[] }>({ text: "", found: [] });
  useEffect(() => {
    if (text === "") return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { data } = await find({ environmentId, text }).catch(noAnswer);
      if (isCurrent && data) setAnswer({ text, found: data });
    }, TYPING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [find, environmentId, text]);
  return answer.text === text ? answer.found : undefined;
}

/** A call that gets no answer throws a TypeError in the browser; typing on asks again. */
function noAnswer(error: unknown): ActionResult<Found[]> {
  if (error instanceof TypeError) return {};
  throw error;
}
