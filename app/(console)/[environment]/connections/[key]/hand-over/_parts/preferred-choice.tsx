"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/choice";
import { FieldSet } from "@/components/ui/field";

export interface PreferredChoiceProps {
  /** Of both tunnels. */
  addresses: readonly string[];
  /** Null lets both carry traffic. */
  chosen: string | null;
  routing: "static" | "bgp" | null;
  onChoose: (address: string | null) => void;
}

/** Which tunnel carries the traffic while both are up, with what follows for the device and the firewall behind it. */
export function PreferredChoice({ addresses, chosen, routing, onChoose }: PreferredChoiceProps) {
  const t = useTranslations("handover.form");
  return (
    <FieldSet legend={t("preferred")}>
      <div className="flex flex-col gap-2">
        <Choice name="preferred" title={t("both")} checked={chosen === null} onChange={() => onChoose(null)}>
          {t("bothHelp")}
        </Choice>
        {addresses.map((address) => (
          <Choice
            key={address}
            name="preferred"
            title={t.rich("one", { address, mono: (words) => <span className="mono">{words}</span> })}
            checked={chosen === address}
            onChange={() => onChoose(address)}
          >
            {t(routing === "static" ? "oneStaticHelp" : "oneHelp")}
          </Choice>
        ))}
      </div>
    </FieldSet>
  );
}
