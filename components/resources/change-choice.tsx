"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

/** A draft that edits may go into. */
export interface DraftOption {
  number: number;
  title: string;
}

export interface ChosenChange {
  /** Undefined begins a new one. */
  number: number | undefined;
  title: string;
}

interface ChangeChoiceProps {
  drafts: readonly DraftOption[];
  chosen: ChosenChange;
  onChange: (chosen: ChosenChange) => void;
}

/** Which change the edit goes into: one of its own, or a draft that is open. */
export function ChangeChoice({ drafts, chosen, onChange }: ChangeChoiceProps) {
  const t = useTranslations("resources.change");
  return (
    <div className="grid grid-cols-2 items-start gap-x-8 gap-y-4 max-sm:grid-cols-1">
      <Field label={t("label")} help={t("help")}>
        <Select
          value={String(chosen.number ?? "")}
          onChange={({ target }) =>
            onChange({ ...chosen, number: target.value === "" ? undefined : Number(target.value) })
          }
          options={[
            { value: "", label: t("new") },
            ...drafts.map(({ number, title }) => ({ value: String(number), label: t("draft", { number, title }) })),
          ]}
        />
      </Field>
      {chosen.number === undefined && (
        <Field label={t("title")} help={t("titleHelp")} isOptional>
          <Input
            value={chosen.title}
            maxLength={120}
            onChange={({ target }) => onChange({ ...chosen, title: target.value })}
          />
        </Field>
      )}
    </div>
  );
}
