import { FileCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";

/** The way to the file for the device. */
export function ConfigurationCard({ href }: { href: string }) {
  const t = useTranslations("connections.configurationCard");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col gap-3">
        <p className="text-text-2">{t("body")}</p>
        <Button asChild>
          <Link href={href}>
            <FileCog aria-hidden="true" />
            {t("open")}
          </Link>
        </Button>
      </PanelBody>
    </Panel>
  );
}
