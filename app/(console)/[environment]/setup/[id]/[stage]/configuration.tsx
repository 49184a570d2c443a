import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { isAcceptable } from "@/lib/domain/problem";
import { deviceChoices } from "@/lib/server/network/device-config";
import { chooseVersion } from "../../../connections/[key]/configuration/choose-version";
import { ConfigurationForm } from "../../../connections/[key]/configuration/configuration-form";
import { ProblemList } from "../../../connections/[key]/configuration/problem-list";
import type { LoadedGuide } from "./load-guide";

interface ConfigurationProps {
  loaded: LoadedGuide;
  asked: { device?: string | string[]; ike?: string | string[] };
}

/** The file for the device that the guide was told of. */
export function Configuration({ loaded, asked }: ConfigurationProps) {
  const t = useTranslations("setup.configuration");
  const { slug, network, viewer, guide, connectionKey } = loaded;
  const resource = network.resources.find(({ key }) => key === connectionKey);
  const choices = resource ? deviceChoices(network, resource) : [];
  const wanted = asked.device ?? guide.answers.needs?.deviceFamily;
  const choice = choices.find(({ id }) => id === wanted) ?? choices[0];
  if (!choice || !resource) return <EmptyState title={t("notYet")}>{t("notYetBody")}</EmptyState>;
  const version = chooseVersion(choice, asked.ike);
  return (
    <div className="flex flex-col gap-4">
      <Panel>
        <PanelHeader title={t("title")} />
        <PanelBody>
          <ConfigurationForm
            slug={slug}
            connectionKey={resource.key}
            choices={choices.map(({ id, label, platforms, versions }) => ({
              ...{ id, label, platforms },
              ikeVersions: versions.map(({ ikeVersion }) => ikeVersion),
            }))}
            device={choice.id}
            ikeVersion={version.ikeVersion}
            isPossible={isAcceptable(version.problems)}
            hasRight={viewer.can("reveal-keys")}
          />
        </PanelBody>
      </Panel>
      {version.problems.length > 0 && <ProblemList problems={version.problems} />}
      <Notice
        action={
          <Button asChild size="small">
            <Link href={connectionPath(slug, resource.key, "hand-over")}>{t("handOver")}</Link>
          </Button>
        }
      >
        {t("handOverText")}
      </Notice>
      <p className="text-text-2">{t("hand")}</p>
    </div>
  );
}
