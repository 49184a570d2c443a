import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";

interface SignInCardProps {
  title: string;
  purpose: string;
  note?: string;
  children: ReactNode;
}

/** What every page before the console looks like. */
export function SignInCard({ title, purpose, note, children }: SignInCardProps) {
  const t = useTranslations("signIn");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-[340px]">
        <p className="mb-6 flex items-center justify-center gap-2 text-base font-semibold">
          <BrandMark className="size-6" />
          {t("product")}
        </p>
        <section className="rounded-lg border border-border bg-surface p-6">
          <h1 className="mb-1 text-lg font-semibold">{title}</h1>
          <p className="mb-5 text-muted">{purpose}</p>
          {children}
        </section>
        {note && <p className="mt-4 text-center text-xs text-muted">{note}</p>}
      </div>
    </main>
  );
}
