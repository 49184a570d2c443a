"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { ReferenceField } from "@/components/resources/reference-field";
import { environmentPath } from "@/components/shell/paths";
import { Choice } from "@/components/ui/choice";
import { FieldSet } from "@/components/ui/field";
import { REMOVAL_GOALS, type RemovalGoal } from "@/lib/domain/goals/removal-goals";

interface RemovalChoiceProps {
  slug: string;
  goal: RemovalGoal;
  of: string | null;
  /** Connections and VPCs. */
  options: readonly ReferenceOption[];
}

/** How much is to go, and where it begins. Both stand in the address. */
export function RemovalChoice({ slug, options, ...asked }: RemovalChoiceProps) {
  const t = useTranslations("remove");
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  // The plan of it takes the server a moment; what was chosen stands at once.
  const [{ goal, of }, choose] = useOptimistic({ goal: asked.goal, of: asked.of });
  const kind = goal === "vpc" ? "vpc" : "vpn-connection";
  const go = (next: RemovalGoal, from: string | null) => {
    const query = new URLSearchParams({ goal: next, ...(from === null ? {} : { of: from }) });
    startReading(() => {
      choose({ goal: next, of: from });
      router.replace(environmentPath(slug, `/remove?${query}`), { scroll: false });
    });
  };
  return (
    <div aria-busy={isReading} className="flex flex-col gap-5">
      <FieldSet legend={t("goal")}>
        <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
          {REMOVAL_GOALS.map((one) => (
            <Choice
              key={one}
              name="goal"
              title={t(`goals.${one}`)}
              checked={goal === one}
              onChange={() => go(one, (one === "vpc") === (goal === "vpc") ? of : null)}
            >
              {t(`goalAbout.${one}`)}
            </Choice>
          ))}
        </div>
      </FieldSet>
      <div className="max-w-md">
        <ReferenceField
          key={kind}
          label={t(kind === "vpc" ? "vpc" : "connection")}
          isOptional={false}
          notes={{}}
          kinds={[kind]}
          options={options}
          value={of ?? ""}
          onChange={(key) => key !== "" && go(goal, key)}
          onLeave={() => undefined}
        />
      </div>
    </div>
  );
}
