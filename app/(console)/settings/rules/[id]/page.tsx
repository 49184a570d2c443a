import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/components/policy/back-link";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Words } from "@/i18n/words";
import { requireRight } from "@/lib/server/auth/viewer";
import { createRuleAction, updateRuleAction } from "@/lib/server/policy/actions";
import { approvalPolicy } from "@/lib/server/policy/rule-queries";
import { RuleForm } from "../rule-form";
import { ruleOptions } from "../rule-options";
import { valuesOf } from "../rule-values";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.rules"))("title") };
}

export default async function RulePage({ params }: { params: Promise<{ id: string }> }) {
  const [viewer, { id }] = await Promise.all([requireRight("administer"), params]);
  const [policy, t] = await Promise.all([approvalPolicy(viewer), getTranslations("policy.rule")]);
  const rule = policy.rules.find((one) => one.id === id);
  if (!rule) notFound();
  return (
    <Words of="rule">
      <PageCrumb crumbs={[{ label: rule.name }]} />
      <div className="flex max-w-3xl flex-col gap-4">
        <header>
          <BackLink href="/settings/rules">{t("back")}</BackLink>
          <h2>{rule.name}</h2>
          <p className="text-text-2">{t("editAbout")}</p>
        </header>
        <RuleForm
          rule={{ id, seenAt: rule.updatedAt.toISOString() }}
          values={valuesOf(rule)}
          options={await ruleOptions(policy)}
          actions={{ create: createRuleAction, update: updateRuleAction }}
        />
      </div>
    </Words>
  );
}
