import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { Field, FieldSet } from "@/components/ui/field";
import { SecretInput } from "@/components/ui/secret-input";

const SOURCES = ["own", "shared", "typed"] as const;

export interface KeyChoice {
  from: (typeof SOURCES)[number];
  texts: [string, string];
}

interface KeySourceProps {
  choice: KeyChoice;
  addresses: readonly string[];
  /** Exactly one connection is chosen: only then keys can be typed. */
  isOne: boolean;
  /** What is wrong with the typed keys. */
  flaws: readonly [string | undefined, string | undefined];
  onChange: (choice: KeyChoice) => void;
}

/** Where the new keys come from. What is typed goes in and never comes back. */
export function KeySource({ choice, addresses, isOne, flaws, onChange }: KeySourceProps) {
  const t = useTranslations("keys.form");
  const type = (index: 0 | 1, text: string) => {
    const [first, second] = choice.texts;
    onChange({ ...choice, texts: index === 0 ? [text, second] : [first, text] });
  };
  return (
    <FieldSet legend={<span className="sr-only">{t("keys")}</span>} help={t("sealed")}>
      <div className="mb-2 grid grid-cols-3 gap-2 max-md:grid-cols-1">
        {SOURCES.map((from) => {
          const isOff = from === "typed" && !isOne;
          return (
            <Choice
              key={from}
              name="from"
              title={t(`from.${from}`)}
              checked={choice.from === from}
              disabled={isOff}
              onChange={() => onChange({ ...choice, from })}
            >
              {isOff ? t("typedOne") : t(`fromAbout.${from}`)}
            </Choice>
          );
        })}
      </div>
      {choice.from === "typed" && (
        <div className="mb-2 grid max-w-2xl grid-cols-2 gap-3 max-sm:grid-cols-1">
          {([0, 1] as const).map((index) => (
            <TypedKey
              key={index}
              label={t("typed", { address: addresses[index] ?? String(index + 1) })}
              text={choice.texts[index]}
              error={flaws[index]}
              onChange={(text) => type(index, text)}
            />
          ))}
        </div>
      )}
    </FieldSet>
  );
}

interface TypedKeyProps {
  label: string;
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function TypedKey({ label, text, error, onChange }: TypedKeyProps) {
  const t = useTranslations("keys.form");
  return (
    <Field label={label} help={t("typedHelp")} error={error}>
      <SecretInput
        value={text}
        onChange={({ target }) => onChange(target.value)}
        showLabel={t("show")}
        hideLabel={t("hide")}
      />
    </Field>
  );
}
