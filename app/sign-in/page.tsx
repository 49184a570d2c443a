import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BrandMark } from "@/components/shell/brand";
import { Words } from "@/i18n/words";
import { getViewer } from "@/lib/server/auth/viewer";
import { safeNext } from "./safe-next";
import { SignInForm } from "./sign-in-form";

interface SignInPageProps {
  searchParams: Promise<{ next?: string; ended?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, ended } = await searchParams;
  if (await getViewer()) redirect(safeNext(next));
  const t = await getTranslations("signIn");
  return (
    <Words of="sign-in">
      <main className="flex min-h-dvh flex-col items-center justify-center p-4">
        <div className="w-full max-w-[340px]">
          <p className="mb-6 flex items-center justify-center gap-2 text-base font-semibold">
            <BrandMark className="size-6" />
            {t("product")}
          </p>
          <section className="rounded-lg border border-border bg-surface p-6">
            <h1 className="mb-1 text-lg font-semibold">{t("title")}</h1>
            <p className="mb-5 text-muted">{t("purpose")}</p>
            <SignInForm next={safeNext(next)} hasEnded={ended === "1"} />
          </section>
          <p className="mt-4 text-center text-xs text-muted">{t("noAccount")}</p>
        </div>
      </main>
    </Words>
  );
}
