import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { parseDensity, parseTheme, preferenceCookies } from "@/components/shell/preferences";
import { RememberTimeZone } from "@/components/shell/remember-time-zone";
import { Toaster } from "@/components/ui/toast";
import { clientWords } from "@/i18n/client-words";
import { pickWords } from "@/i18n/pick-words";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f9fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1012" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookieJar, locale, messages] = await Promise.all([cookies(), getLocale(), getMessages()]);
  const theme = parseTheme(cookieJar.get(preferenceCookies.theme)?.value);
  const density = parseDensity(cookieJar.get(preferenceCookies.density)?.value);
  return (
    <html
      lang={locale}
      data-theme={theme === "system" ? undefined : theme}
      data-density={density}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <NextIntlClientProvider messages={pickWords(messages, clientWords.root)}>
          <NuqsAdapter>{children}</NuqsAdapter>
          <RememberTimeZone />
          <Toaster />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
