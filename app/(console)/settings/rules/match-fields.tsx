"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { impactOf, impacts } from "@/lib/domain/policy/impacts";
import type { RuleFieldsProps } from "./rule-form";

interface Option {
  value: string;
  label: string;
}

export interface MatchOptions {
  environments: Option[];
  purposes: Option[];
  kinds: Option[];
}

/** What a rule is about: environments, kinds, impact and tags. */
export function MatchFields({ options, ...fields }: RuleFieldsProps & { options: MatchOptions }) {
  const t = useTranslations("policy.rule");
  const { values, set, errors } = fields;
  return (
    <>
      <Several
        legend={t("purposes")}
        help={t("purposesHelp")}
        error={errors["match.purposes"]}
        options={options.purposes}
        chosen={values.purposes}
        onChange={(purposes) => set({ purposes })}
      />
      {options.environments.length > 0 && (
        <Several
          legend={t("environments")}
          help={t("environmentsHelp")}
          error={errors["match.environmentIds"]}
          options={options.environments}
          chosen={values.environmentIds}
          onChange={(environmentIds) => set({ environmentIds })}
        />
      )}
      <Several
        legend={t("kinds")}
        help={t("kindsHelp")}
        error={errors["match.kinds"]}
        options={options.kinds}
        chosen={values.kinds}
        onChange={(kinds) => set({ kinds })}
      />
      <ImpactField {...fields} />
      <TagFields {...fields} />
    </>
  );
}

interface SeveralProps {
  legend: string;
  help: string;
  error?: string;
  options: Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Several({ legend, help, error, options, chosen, onChange }: SeveralProps) {
  return (
    <FieldSet legend={legend} help={help} error={error}>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-4 gap-y-1">
        {options.map(({ value, label }) => (
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
    </FieldSet>
  );
}

function ImpactField({ values, set, errors }: RuleFieldsProps) {
  const t = useTranslations("policy.rule");
  const tImpact = useTranslations("common.impact.long");
  return (
    <Field label={t("impactFrom")} help={t("impactFromHelp")} error={errors["match.impactFrom"]} className="max-w-sm">
      <Select
        value={String(values.impactFrom)}
        onChange={(event) => set({ impactFrom: impactOf(event.target.value) ?? values.impactFrom })}
        options={impacts.map((impact) => ({
          value: String(impact),
          label: impact === 0 ? t("anyImpact") : t("impactOption", { impact: tImpact(String(impact)) }),
        }))}
      />
    </Field>
  );
}

function TagFields({ values: { tags }, set, errors }: RuleFieldsProps) {
  const t = useTranslations("policy.rule");
  const nextId = Math.max(-1, ...tags.map(({ id }) => id)) + 1;
  const change = (id: number, changed: { key?: string; value?: string }) =>
    set({ tags: tags.map((tag) => (tag.id === id ? { ...tag, ...changed } : tag)) });
  return (
    <FieldSet legend={t("tags")} help={t("tagsHelp")} error={errors["match.tags"]}>
      <div className="flex flex-col items-start gap-2">
        {tags.map(({ id, key, value }, index) => (
          <div key={id} className="w-full max-w-lg">
            <div className="flex items-center gap-2">
              <Input
                isMono
                aria-label={t("tagKey", { number: index + 1 })}
                aria-invalid={errors[`match.tags.${index}.key`] !== undefined || undefined}
                placeholder={t("keyPlaceholder")}
                value={key}
                onChange={(event) => change(id, { key: event.target.value })}
                className="min-w-0 grow"
              />
              <span className="text-muted">=</span>
              <Input
                isMono
                aria-label={t("tagValue", { number: index + 1 })}
                placeholder={t("valuePlaceholder")}
                value={value}
                onChange={(event) => change(id, { value: event.target.value })}
                className="min-w-0 grow"
              />
              <Button
                variant="quiet"
                icon
                aria-label={t("removeTag", { number: index + 1 })}
                onClick={() => set({ tags: tags.filter((tag) => tag.id !== id) })}
              >
                <X aria-hidden="true" />
              </Button>
            </div>
            {errors[`match.tags.${index}.key`] && (
              <p className="mt-1 text-xs text-down-text">{errors[`match.tags.${index}.key`]}</p>
            )}
          </div>
        ))}
        <Button size="small" onClick={() => set({ tags: [...tags, { id: nextId, key: "", value: "" }] })}>
          <Plus aria-hidden="true" />
          {t("addTag")}
        </Button>
      </div>
    </FieldSet>
  );
}
