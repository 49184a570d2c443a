import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { getViewer } from "@/lib/server/auth/viewer";
import { safeNext } from "../safe-next";
import { SignInCard } from "../sign-in-card";
import { CodeForm } from "./code-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn.code");
  return { title: t("title") };
}

/** After the right password of somebody who uses one-time codes. */
export default async function CodePage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  if (await getViewer()) redirect(safeNext(next));
  const t = await getTranslations("signIn.code");
  return (
    <Words of="sign-in">
      <SignInCard title={t("title")} purpose={t("purpose")} note={t("lost")}>
        <CodeForm next={safeNext(next)} />
      </SignInCard>
    </Words>
  );
}
