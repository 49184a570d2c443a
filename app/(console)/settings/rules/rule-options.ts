import { getTranslations } from "next-intl/server";
import { purposes } from "@/lib/domain/environments/environment-facts";
import { kindNames } from "@/lib/domain/kinds";
import type { ApprovalPolicy } from "@/lib/server/policy/rule-queries";

/** What the form of a rule offers. The words of kinds are looked up here, since the browser does not have them. */
export async function ruleOptions({ environments, groups, approvers }: ApprovalPolicy) {
  const [tKinds, tPurpose] = await Promise.all([getTranslations("kinds"), getTranslations("environments.purpose")]);
  return {
    environments: environments.map(({ id, name }) => ({ value: id, label: name })),
    purposes: purposes.map((purpose) => ({ value: purpose, label: tPurpose(purpose) })),
    kinds: kindNames.map((kind) => ({ value: kind, label: tKinds(`${kind}.label`) })),
    groups,
    approvers,
  };
}
