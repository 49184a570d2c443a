"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { type FieldNotes, FieldSet } from "@/components/ui/field";
import { controlFrame } from "@/components/ui/input";

interface ChoicesFieldProps {
  legend: string;
  notes: FieldNotes;
  choices: { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  onLeave: () => void;
}

/** Several of a list: what is chosen in one line, the list below it once it is opened. */
export function ChoicesField({ legend, notes, choices, chosen, onChange, onLeave }: ChoicesFieldProps) {
  const t = useTranslations("resources.form");
  const named = choices.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const summary =
    named.length === 0
      ? t("noneChosen")
      : named.length === choices.length && choices.length > 2
        ? t("allChosen", { count: choices.length })
        : named.join(", ");
  return (
    <FieldSet legend={legend} {...notes}>
      <details
        className={cn("group", controlFrame, notes.error !== undefined && "border-down!")}
        onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || onLeave()}
      >
        <summary
          aria-label={`${legend}: ${summary}`}
          className="flex h-[28px] cursor-pointer list-none items-center gap-2 rounded-md px-[9px] [&::-webkit-details-marker]:hidden"
        >
          <span className="min-w-0 grow truncate">{summary}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-muted group-open:rotate-180" />
        </summary>
        <div className="flex max-h-64 flex-col gap-1 overflow-y-auto border-t border-border px-[9px] py-2">
          {choices.length === 0 && <p className="text-xs text-muted">{t("nothingToChoose")}</p>}
          {choices.map(({ value, label }) => (
            <Checkbox
              key={value}
              label={label}
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
          ))}
        </div>
      </details>
    </FieldSet>
  );
}
