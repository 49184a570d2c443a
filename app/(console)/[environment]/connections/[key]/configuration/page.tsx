import { getTranslations } from "next-intl/server";
import { ParametersPanel } from "@/components/handover/parameters-panel";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { findDeviceFamily } from "@/lib/domain/devices";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import type { DeviceFile } from "@/lib/domain/devices/device-family";
import { parametersOf } from "@/lib/domain/handover/parameters";
import { devicesOf } from "@/lib/server/handover/customer-device";
import { deviceChoices } from "@/lib/server/network/device-config";
import { observedConnection } from "@/lib/server/network/observed-connection";
import { sampleDevices } from "@/lib/server/network/sample-devices";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { chooseDevice } from "./chosen-device";
import { ConfigurationForm } from "./configuration-form";
import { ProblemList } from "./problem-list";

interface ConfigurationPageProps extends ConnectionParams {
  searchParams: Promise<{ device?: string | string[]; ike?: string | string[]; sample?: string | string[] }>;
}

/** The file for the device: what stands in its way, what it will say, and both sides of every parameter. */
export default async function ConfigurationPage({ searchParams, ...props }: ConfigurationPageProps) {
  const [{ found, network, viewer, slug, key }, asked, t] = await Promise.all([
    loadConnection(props),
    searchParams,
    getTranslations("connections.configuration"),
  ]);
  if (!found) return null;
  const [offer, devices] = await Promise.all([sampleDevices(network), devicesOf(viewer, network.environment.id)]);
  const choices = deviceChoices(network, found.resource).filter(({ versions }) => versions.length > 0);
  const observed = observedConnection(network.resources, found.resource);
  const { model, problems } = observed ? buildDeviceModel(observed, null) : { model: null, problems: [] };
  const remembered = found.row.site ? devices.get(found.row.site.key) : undefined;
  const chosen = chooseDevice({ choices: model ? choices : [], samples: offer.devices, remembered }, asked);
  if (!chosen) {
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
  const isOurs = chosen.of === "ours";
  // Of AWS's sample nothing is known, but why there is nothing of ours to choose is worth saying.
  const shownProblems = isOurs ? chosen.problems : model ? [] : problems;
  const file =
    model && isOurs && chosen.isPossible
      ? findDeviceFamily(chosen.device)?.file(model, { ikeVersion: chosen.ikeVersion, includeKeys: false })
      : undefined;
  return (
    <Words of="configuration">
      <Page>
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-4 max-lg:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-4">
            <Panel>
              <PanelHeader title={t("title")} />
              <PanelBody className="flex flex-col gap-3">
                <ConfigurationForm
                  slug={slug}
                  connectionKey={key}
                  choices={(model ? choices : []).map(({ id, label, platforms, versions }) => ({
                    ...{ id, label, platforms },
                    ikeVersions: versions.map(({ ikeVersion }) => ikeVersion),
                  }))}
                  samples={offer.devices}
                  device={chosen.device}
                  ikeVersion={chosen.ikeVersion}
                  sampleType={isOurs ? undefined : chosen.sampleType}
                  isPossible={isOurs ? chosen.isPossible : true}
                  hasRight={viewer.can("reveal-keys")}
                />
                {remembered && remembered.family === chosen.device && (
                  <p className="text-xs text-muted">
                    {t("remembered", { name: found.row.site?.name ?? "", by: remembered.updatedByName })}
                  </p>
                )}
                {offer.refusal && <Notice tone="neutral">{t("noSamples", offer.refusal)}</Notice>}
              </PanelBody>
            </Panel>
            {shownProblems.length > 0 && <ProblemList problems={shownProblems} />}
            {model && (
              <ParametersPanel
                groups={parametersOf(model, {
                  ikeVersion: chosen.ikeVersion,
                  algorithms: findDeviceFamily(chosen.device)?.algorithms() ?? {},
                })}
              />
            )}
          </div>
          {file && <Preview file={file} />}
          {!isOurs && <AboutSample />}
        </div>
      </Page>
    </Words>
  );
}

async function Preview({ file }: { file: DeviceFile }) {
  const t = await getTranslations("connections.configuration");
  return (
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
  );
}

/** AWS gives a sample only with the keys in it, so none is fetched before somebody who may have them asks. */
async function AboutSample() {
  const t = await getTranslations("connections.configuration");
  return (
    <Panel>
      <PanelHeader title={t("sampleTitle")} />
      <PanelBody className="flex flex-col gap-2 text-text-2">
        <p>{t("sampleFetched")}</p>
        <p>{t("sampleLimits")}</p>
      </PanelBody>
    </Panel>
  );
}
