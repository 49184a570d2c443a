"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ChoicesField } from "./choices-field";
import type { FieldModel } from "./field-model";
import { fieldNotes } from "./field-notes";
import type { FieldPath, FormFields } from "./form-fields";
import { PresharedKeyField } from "./preshared-key-field";
import { ReferenceField } from "./reference-field";
import { asText, asTexts, type FormValue } from "./spec-values";
import { useUnit } from "./use-unit";

interface SpecFieldProps {
  field: FieldModel;
  path: FieldPath;
  value: FormValue | undefined;
  form: FormFields;
}

/** The control of one field, chosen by what the spec says of it. */
export function SpecField({ field, path, value, form }: SpecFieldProps) {
  const t = useTranslations();
  const unitOf = useUnit();
  const set = (next: FormValue) => form.set(path, next);
  const label = t(`${field.words}.label`);
  const notes = fieldNotes(form.noteAt(path), {
    help: t(`${field.words}.help`),
    onUse: set,
    labelOf: (value) => t("resources.form.use", { value }),
  });
  const shared = { onBlur: () => form.leave(path) };
  switch (field.widget) {
    case "flag":
      return (
        <FieldSet legend={label} {...notes}>
          <Checkbox
            label={t("resources.form.on")}
            checked={value === true}
            onChange={(event) => set(event.target.checked)}
            {...shared}
          />
        </FieldSet>
      );
    case "choice":
      return (
        <FieldSet legend={label} {...notes}>
          <div className="flex flex-wrap gap-2">
            {(field.choices ?? []).map((choice) => (
              <Choice
                key={choice}
                name={path.join(".")}
                title={t(`${field.words}.choices.${choice}`)}
                checked={value === String(choice)}
                onChange={() => set(String(choice))}
                {...shared}
              />
            ))}
          </div>
        </FieldSet>
      );
    case "choices":
      return (
        <ChoicesField
          legend={label}
          notes={notes}
          choices={(field.choices ?? []).map((choice) => ({
            value: String(choice),
            label: t.has(`${field.words}.choices.${choice}`) ? t(`${field.words}.choices.${choice}`) : String(choice),
          }))}
          chosen={asTexts(value)}
          onChange={set}
          onLeave={shared.onBlur}
        />
      );
    case "reference":
      return (
        <ReferenceField
          label={label}
          isOptional={field.isOptional}
          notes={notes}
          kinds={field.kinds ?? []}
          options={form.options}
          value={asText(value)}
          onChange={set}
          onLeave={shared.onBlur}
        />
      );
    case "references":
      return (
        <ChoicesField
          legend={label}
          notes={notes}
          choices={form.options
            .filter(({ key }) => (field.kinds ?? []).some((kind) => key.startsWith(`${kind}/`)))
            .map(({ key, name, detail }) => ({ value: key, label: `${name} · ${detail}` }))}
          chosen={asTexts(value)}
          onChange={set}
          onLeave={shared.onBlur}
        />
      );
    case "presharedKey":
      return (
        <PresharedKeyField
          label={label}
          help={t(form.isExisting ? "resources.presharedKey.emptyKeeps" : `${field.words}.help`)}
          isExisting={form.isExisting}
          value={value}
          note={form.noteAt(path)}
          onChange={set}
          onLeave={shared.onBlur}
        />
      );
    case "tunnels":
      throw new Error("Tunnels have a part of the form of their own");
    default: {
      const text = asText(value);
      return (
        <Field label={label} isOptional={field.isOptional && field.initial === undefined} {...notes}>
          <Input
            value={text}
            onChange={(event) => set(event.target.value)}
            isMono={field.widget !== "text" && field.widget !== "number"}
            inputMode={field.widget === "number" || field.widget === "asn" ? "numeric" : undefined}
            unit={field.unit && unitOf(field.unit, text)}
            {...shared}
          />
        </Field>
      );
    }
  }
}
