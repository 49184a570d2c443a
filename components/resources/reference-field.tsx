"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Field, type FieldNotes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { findOption, labelOf } from "./find-option";
import type { ReferenceOption } from "./form-fields";

/** From here on nobody reads a list to its end, and typing is quicker. */
const LIST_LENGTH_MAX = 30;

interface ReferenceFieldProps {
  label: string;
  isOptional: boolean;
  notes: FieldNotes;
  /** The kinds it may point at. */
  kinds: readonly string[];
  options: readonly ReferenceOption[];
  value: string;
  onChange: (key: string) => void;
  onLeave: () => void;
}

/** Another resource, existing or proposed: out of a list, or out of many by typing a part of its name or id. */
export function ReferenceField(props: ReferenceFieldProps) {
  const { label, isOptional, notes, kinds, value } = props;
  const t = useTranslations("resources.form");
  const fitting = props.options.filter(({ key }) => kinds.some((kind) => key.startsWith(`${kind}/`)));
  // What is chosen and not there any more must not look like another choice.
  const options =
    value === "" || fitting.some(({ key }) => key === value)
      ? fitting
      : [{ key: value, name: value.slice(value.indexOf("/") + 1), detail: t("notThere") }, ...fitting];
  const help = fitting.length === 0 ? `${t("nothingToChoose")} ${notes.help ?? ""}` : notes.help;
  return (
    <Field label={label} isOptional={isOptional} {...notes} help={help}>
      {options.length > LIST_LENGTH_MAX ? (
        <SearchedReference {...props} options={options} />
      ) : (
        <Select
          value={value}
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={props.onLeave}
          placeholder={isOptional ? undefined : t("choose")}
          options={[
            ...(isOptional ? [{ value: "", label: t("none") }] : []),
            ...options.map((option) => ({ value: option.key, label: labelOf(option) })),
          ]}
        />
      )}
    </Field>
  );
}

/** The browser's own suggestions while typing. */
function SearchedReference({ options, value, onChange, onLeave }: ReferenceFieldProps) {
  const t = useTranslations("resources.form");
  const listId = useId();
  const chosen = options.find(({ key }) => key === value);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <Input
        list={listId}
        placeholder={t("search")}
        value={typed ?? (chosen ? labelOf(chosen) : "")}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          // What names none of them leaves the choice as it is; it stands there again when the field is left.
          const key = text === "" ? "" : findOption(options, text)?.key;
          if (key !== undefined) onChange(key);
        }}
        onBlur={() => {
          setTyped(null);
          onLeave();
        }}
      />
      <datalist id={listId}>
        {options.map((option) => (
          <option key={option.key} value={labelOf(option)} />
        ))}
      </datalist>
    </>
  );
}
