import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { FieldSet } from "@/components/ui/field";
import { KEY_WAYS, type KeyWay } from "@/lib/domain/goals/key-ways";

export interface Minutes {
  least: number;
  most: number;
}

interface WayChoiceProps {
  way: KeyWay;
  /** How long AWS usually has no connection in a replacement. */
  minutes: Minutes;
  /** Several connections are chosen. */
  onlyRolling: boolean;
  onChange: (way: KeyWay) => void;
}

const FACTS = ["addresses", "service", "device", "impact", "when"] as const;

/** Both documented ways side by side, by what each costs. */
export function WayChoice({ way, minutes, onlyRolling, onChange }: WayChoiceProps) {
  const t = useTranslations("keys.form");
  return (
    <FieldSet legend={<span className="sr-only">{t("way")}</span>} help={onlyRolling ? t("wayOne") : undefined}>
      <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        {KEY_WAYS.map((one) => (
          <Choice
            key={one}
            name="way"
            title={<span className="font-medium">{t(`ways.${one}`)}</span>}
            checked={way === one}
            disabled={onlyRolling && one !== "rolling"}
            onChange={() => onChange(one)}
          >
            {FACTS.map((fact) => (
              <span key={fact} className="mt-1.5 block">
                <span className="block font-medium text-text-2">{t(`facts.${fact}`)}</span>
                {t(`${one}.${fact}`, { least: minutes.least, most: minutes.most })}
              </span>
            ))}
          </Choice>
        ))}
      </div>
    </FieldSet>
  );
}
