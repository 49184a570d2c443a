import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { enabledProviders } from "@/lib/server/auth/sso/enabled-providers";
import { getViewer } from "@/lib/server/auth/viewer";
import { ProviderButtons } from "./provider-buttons";
import { safeNext } from "./safe-next";
import { SignInCard } from "./sign-in-card";
import { SignInForm } from "./sign-in-form";
import { SignInMessage } from "./sign-in-message";

interface SignInPageProps {
  /** `sso` offers one provider only; `problem` is what a sign-in with it ended in. */
  searchParams: Promise<{ next?: string; ended?: string; sso?: string; problem?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, ended, sso, problem } = await searchParams;
  if (await getViewer()) redirect(safeNext(next));
  const [t, text, providers] = await Promise.all([
    getTranslations("signIn"),
    problemText(problem),
    enabledProviders(sso),
  ]);
  return (
    <Words of="sign-in">
      <SignInCard title={t("title")} purpose={t("purpose")} note={t("noAccount")}>
        {text !== null && (
          <div className="mb-4">
            <SignInMessage role="alert" text={text} />
          </div>
        )}
        <ProviderButtons providers={providers} next={safeNext(next)} />
        <SignInForm next={safeNext(next)} hasEnded={ended === "1" && text === null} />
      </SignInCard>
    </Words>
  );
}

/** The address may say anything; only what a sign-in with a provider can end in has words. */
async function problemText(problem: string | undefined): Promise<string | null> {
  if (problem === undefined) return null;
  const t = await getTranslations("errors");
  return problem.startsWith("sso-") && t.has(problem) ? t(problem) : t("sso-failed");
}
