import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";

/** What a resource is, and how it came to be so. */
export function ResourceTabs({ path }: { path: string }) {
  const t = useTranslations("drift.history");
  return (
    <Tabs
      label={t("tabs")}
      className="-mx-6 -mt-2 mb-4 max-md:-mx-4"
      tabs={[
        { href: path, label: t("facts") },
        { href: `${path}/history`, label: t("tab") },
      ]}
    />
  );
}
