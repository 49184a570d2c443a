import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { isAcceptable } from "@/lib/domain/problem";
import { devicesOf } from "@/lib/server/handover/customer-device";
import { findHandover } from "@/lib/server/handover/queries";
import { deviceChoices } from "@/lib/server/network/device-config";
import { chooseVersion } from "../../configuration/choose-version";
import { ProblemList } from "../../configuration/problem-list";
import { type ConnectionParams, loadConnection } from "../../load-connection";
import { MakeForm } from "../_parts/make-form";

interface NewHandOverProps extends ConnectionParams {
  searchParams: Promise<{ device?: string | string[]; ike?: string | string[]; prefer?: string | string[] }>;
}

/** For which device the next hand-over is: begun with what is remembered of it, judged before it is made. */
export default async function NewHandOverPage({ searchParams, ...props }: NewHandOverProps) {
  const [{ found, network, viewer, slug, key }, asked, t, all] = await Promise.all([
    loadConnection(props),
    searchParams,
    getTranslations("handover.form"),
    getTranslations(),
  ]);
  if (!found) return null;
  const { row, resource, attributes } = found;
  const [devices, last] = await Promise.all([
    devicesOf(viewer, network.environment.id),
    findHandover(viewer, { environmentSlug: slug, connectionKey: key }),
  ]);
  const addresses = attributes.tunnels.map(({ outsideIpAddress }) => outsideIpAddress);
  const wanted = asked.prefer ?? last?.preferredTunnel ?? undefined;
  const preferred = addresses.find((address) => address === wanted) ?? null;
  const choices = deviceChoices(network, resource, { preferredTunnel: preferred ?? undefined }).filter(
    ({ versions }) => versions.length > 0,
  );
  const remembered = row.site ? devices.get(row.site.key) : undefined;
  const choice = choices.find(({ id }) => id === (asked.device ?? remembered?.family)) ?? choices[0];
  if (!choice) {
    return (
      <Page>
        <Panel>
          <EmptyState title={t("notPossible")} />
        </Panel>
      </Page>
    );
  }
  const isSame = remembered?.family === choice.id;
  const version = chooseVersion(choice, asked.ike ?? (isSame ? remembered.ikeVersion : undefined));
  return (
    <Words of="handover">
      <Page>
        <div className="flex max-w-3xl flex-col gap-4">
          {version.problems.length > 0 && <ProblemList problems={version.problems} />}
          <Panel>
            <PanelHeader title={t("title", { name: row.name })} />
            <PanelBody>
              <MakeForm
                slug={slug}
                connectionKey={key}
                choices={choices.map(({ id, label, platforms, versions }) => ({
                  ...{ id, label: all(label), platforms: all(platforms) },
                  ikeVersions: versions.map(({ ikeVersion }) => ({
                    ...{ ikeVersion, label: all(`devices.ikeVersion.${ikeVersion}`) },
                  })),
                }))}
                device={choice.id}
                ikeVersion={version.ikeVersion}
                preferred={{ addresses, chosen: preferred, routing: row.routing }}
                remembered={
                  isSame
                    ? {
                        ...{ platform: remembered.platform, softwareVersion: remembered.softwareVersion },
                        text: t("remembered", { device: row.site?.name ?? "", name: remembered.updatedByName }),
                      }
                    : null
                }
                recipient={last?.recipient ?? ""}
                isPossible={isAcceptable(version.problems)}
                hasRight={viewer.can("edit")}
              />
            </PanelBody>
          </Panel>
        </div>
      </Page>
    </Words>
  );
}
