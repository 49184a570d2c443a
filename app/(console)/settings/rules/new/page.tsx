import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/components/policy/back-link";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Words } from "@/i18n/words";
import { requireRight } from "@/lib/server/auth/viewer";
import { createRuleAction, updateRuleAction } from "@/lib/server/policy/actions";
import { approvalPolicy } from "@/lib/server/policy/rule-queries";
import { RuleForm } from "../rule-form";
import { ruleOptions } from "../rule-options";
import { newRule } from "../rule-values";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.rule"))("newTitle") };
}

export default async function NewRulePage() {
  const viewer = await requireRight("administer");
  const [policy, t] = await Promise.all([approvalPolicy(viewer), getTranslations("policy.rule")]);
  return (
    <Words of="rule">
      <PageCrumb crumbs={[{ label: t("newTitle") }]} />
      <div className="flex max-w-3xl flex-col gap-4">
        <header>
          <BackLink href="/settings/rules">{t("back")}</BackLink>
          <h2>{t("newTitle")}</h2>
          <p className="text-text-2">{t("newAbout")}</p>
        </header>
        <RuleForm
          rule={null}
          values={newRule}
          options={await ruleOptions(policy)}
          actions={{ create: createRuleAction, update: updateRuleAction }}
        />
      </div>
    </Words>
  );
}
