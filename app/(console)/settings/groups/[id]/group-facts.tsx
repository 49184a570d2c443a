import { useTranslations } from "next-intl";
import { Fact, Facts } from "@/components/ui/facts";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { Grant, Role } from "@/lib/domain/changes/rights";

interface GroupFactsProps {
  group: { role: Role | null; grants: Grant[]; rules: string[]; ssoClaim: string | null };
}

/** What a group brings its members, for those who may only look. */
export function GroupFacts({ group: { role, grants, rules, ssoClaim } }: GroupFactsProps) {
  const t = useTranslations("groups");
  const words = useTranslations("settings");
  return (
    <Panel>
      <PanelHeader title={t("brings")}>
        <span className="text-xs text-muted">{t("readOnly")}</span>
      </PanelHeader>
      <PanelBody>
        <Facts>
          <Fact name={t("form.role")}>{role === null ? t("form.noRole") : words(`roles.${role}`)}</Fact>
          <Fact name={words("grants.title")}>
            {grants.map((grant) => words(`grants.${grant}`)).join(", ") || words("grants.none")}
          </Fact>
          <Fact name={t("rules")}>{rules.join(", ") || t("noRule")}</Fact>
          <Fact name={t("claim")} className={ssoClaim === null ? undefined : "mono"}>
            {ssoClaim ?? t("noClaim")}
          </Fact>
        </Facts>
      </PanelBody>
    </Panel>
  );
}
