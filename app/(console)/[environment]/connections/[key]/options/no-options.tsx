import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";

/** Some endpoints show no tunnel options, and AWS itself shows none while it makes the connection. */
export function NoOptions() {
  const t = useTranslations("connections.options");
  return (
    <Panel>
      <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
    </Panel>
  );
}
