import { getTranslations } from "next-intl/server";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { findDeviceFamily } from "@/lib/domain/devices";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { isAcceptable } from "@/lib/domain/problem";
import { deviceChoices } from "@/lib/server/network/device-config";
import { observedConnection } from "@/lib/server/network/observed-connection";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { chooseVersion } from "./choose-version";
import { ConfigurationForm } from "./configuration-form";
import { ParameterTable } from "./parameter-table";
import { ProblemList } from "./problem-list";

interface ConfigurationPageProps extends ConnectionParams {
  searchParams: Promise<{ device?: string | string[]; ike?: string | string[] }>;
}

/** The file for the device: what stands in its way, what it will say, and both sides of every parameter. */
export default async function ConfigurationPage({ searchParams, ...props }: ConfigurationPageProps) {
  const [{ found, network, viewer, slug, key }, asked, t] = await Promise.all([
    loadConnection(props),
    searchParams,
    getTranslations("connections.configuration"),
  ]);
  if (!found) return null;
  const choices = deviceChoices(network, found.resource);
  const observed = observedConnection(network.resources, found.resource);
  const { model, problems } = observed ? buildDeviceModel(observed, null) : { model: null, problems: [] };
  const choice = choices.find(({ id }) => id === asked.device) ?? choices[0];
  const family = choice && findDeviceFamily(choice.id);
  if (!model || !choice || !family) {
    return (
      <Page>
        <div className="flex flex-col gap-4">
          <Panel>
            <EmptyState title={t("notPossible")}>{t("notPossibleBody")}</EmptyState>
          </Panel>
          {problems.length > 0 && <ProblemList problems={problems} />}
        </div>
      </Page>
    );
  }
  const version = chooseVersion(choice, asked.ike);
  const isPossible = isAcceptable(version.problems);
  const file = isPossible ? family.file(model, { ikeVersion: version.ikeVersion, includeKeys: false }) : null;
  return (
    <Words of="configuration">
      <Page>
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-4 max-lg:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-4">
            <Panel>
              <PanelHeader title={t("title")} />
              <PanelBody>
                <ConfigurationForm
                  slug={slug}
                  connectionKey={key}
                  choices={choices.map(({ id, label, platforms, versions }) => ({
                    ...{ id, label, platforms },
                    ikeVersions: versions.map(({ ikeVersion }) => ikeVersion),
                  }))}
                  device={choice.id}
                  ikeVersion={version.ikeVersion}
                  isPossible={isPossible}
                  hasRight={viewer.can("reveal-keys")}
                />
              </PanelBody>
            </Panel>
            {version.problems.length > 0 && <ProblemList problems={version.problems} />}
            <ParameterTable model={model} />
          </div>
          {file && (
            <Panel>
              <PanelHeader title={t("preview")} />
              <PanelBody>
                <CodeBlock
                  code={file.text}
                  label={t("preview")}
                  title={t("previewName", { file: file.filename, lines: file.text.trimEnd().split("\n").length })}
                />
              </PanelBody>
            </Panel>
          )}
        </div>
      </Page>
    </Words>
  );
}
