import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireRight } from "@/lib/server/auth/viewer";
import {
  createEnvironmentAction,
  testConnectionAction,
  updateEnvironmentAction,
} from "@/lib/server/environments/actions";
import { EnvironmentForm } from "../environment-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("environments.page");
  return { title: t("new") };
}

export default async function NewEnvironmentPage() {
  await requireRight("administer");
  const t = await getTranslations("environments.page");
  return (
    <div className="max-w-3xl">
      <h2 className="mb-1">{t("new")}</h2>
      <p className="mb-4 text-muted">{t("newHelp")}</p>
      <EnvironmentForm
        environment={null}
        actions={{ create: createEnvironmentAction, update: updateEnvironmentAction, test: testConnectionAction }}
      />
    </div>
  );
}
