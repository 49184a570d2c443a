import { getTranslations } from "next-intl/server";
import { Page } from "@/components/ui/page-header";

/** Inside the frame, so that the rest of the console is one step away. Links to such pages are not shown; addresses get passed on. */
export default async function Forbidden() {
  const t = await getTranslations("shell.forbidden");
  return (
    <Page className="max-w-md">
      <h1>{t("title")}</h1>
      <p className="text-text-2">{t("body")}</p>
    </Page>
  );
}
