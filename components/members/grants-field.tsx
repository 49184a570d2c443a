"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { type Grant, grants } from "@/lib/domain/changes/rights";

interface GrantsFieldProps {
  value: readonly Grant[];
  onChange: (value: Grant[]) => void;
  /** What they come on top of. */
  help: string;
  /** The names of the groups that give a grant already; a box that is not checked does not take it away. */
  fromGroups?: Partial<Record<Grant, string[]>>;
  error?: string;
}

/** What somebody may do beside their role, each with what follows from it. */
export function GrantsField({ value, onChange, help, fromGroups = {}, error }: GrantsFieldProps) {
  const t = useTranslations("settings");
  return (
    <FieldSet legend={t("grants.title")} help={help} error={error}>
      <div className="flex flex-col gap-2 pb-1.5">
        {grants.map((grant) => (
          <Checkbox
            key={grant}
            label={t(`grants.${grant}`)}
            help={
              <>
                {t(`grantHelp.${grant}`)}
                {fromGroups[grant] && ` ${t("grants.alreadyBy", { groups: fromGroups[grant].join(", ") })}`}
              </>
            }
            checked={value.includes(grant)}
            onChange={(event) =>
              onChange(grants.filter((one) => (one === grant ? event.target.checked : value.includes(one))))
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}
