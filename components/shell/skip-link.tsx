import { useTranslations } from "next-intl";

/** First stop of the keyboard: over the navigation to the page. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-1.5 font-medium text-on-primary focus:translate-y-0 print:hidden"
    >
      {t("skip")}
    </a>
  );
}
