"use client";

import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SecretInput } from "@/components/ui/secret-input";
import { generatePreSharedKey, PSK_LENGTH_MAX, PSK_RANDOM_BYTES } from "@/lib/domain/net/pre-shared-key";
import type { FieldNote } from "./note-of";
import { asText, type FormValue, isKeptKey } from "./spec-values";

interface PresharedKeyFieldProps {
  label: string;
  help: string;
  /** True where AWS has a key already, which stays when the field is left empty. */
  isExisting: boolean;
  value: FormValue | undefined;
  note: FieldNote | undefined;
  onChange: (value: FormValue) => void;
  onLeave: () => void;
}

/** A key on its way in: it can be made here, typed or left to AWS, and once it is sealed it never comes back. */
export function PresharedKeyField({ label, help, isExisting, value, note, onChange, onLeave }: PresharedKeyFieldProps) {
  const t = useTranslations("resources.presharedKey");
  const generate = () => onChange(generatePreSharedKey(crypto.getRandomValues(new Uint8Array(PSK_RANDOM_BYTES))));
  if (isKeptKey(value)) {
    return (
      <div>
        <p className="mb-1 font-medium">{label}</p>
        <p className="flex h-control items-center gap-2 text-text-2">
          <LockKeyhole aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
          {t("kept")}
          <Button size="small" className="ml-auto" onClick={() => onChange("")}>
            {t("replace")}
          </Button>
        </p>
        <p className="mt-1 text-xs text-muted">{t("keptHelp")}</p>
      </div>
    );
  }
  const text = asText(value);
  return (
    <div>
      <Field label={label} help={help} isOptional error={note?.text}>
        <SecretInput
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
          unit={t("length", { length: text.length, most: PSK_LENGTH_MAX })}
          showLabel={t("show")}
          hideLabel={t("hide")}
        />
      </Field>
      <p className="mt-1 text-xs">
        <button type="button" onClick={generate} className="link-inline">
          {t("generate")}
        </button>
        {text !== "" && (
          <>
            {" · "}
            <button type="button" onClick={() => onChange("")} className="link-inline">
              {t(isExisting ? "keep" : "letAws")}
            </button>
          </>
        )}
      </p>
    </div>
  );
}
