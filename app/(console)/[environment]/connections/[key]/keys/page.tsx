import { KeyRound } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { KeyAge } from "@/components/connections/key-age";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { PhraseText } from "@/components/ui/phrase";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { keyAges, lastReplacement } from "@/lib/server/keys/queries";
import { planRotation } from "../../../keys/load-rotation";
import { rotationPath } from "../../../keys/rotation-path";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { ReplacedPanel } from "./replaced-panel";

/** How old a connection's keys are, and the way to others; after a replacement, which addresses came after which. */
export default async function ConnectionKeysPage(props: ConnectionParams) {
  const [{ found, viewer, network, slug, key }, t] = await Promise.all([
    loadConnection(props),
    getTranslations("keys"),
  ]);
  if (!found) return null;
  const environmentId = network.environment.id;
  const [ages, replacement] = await Promise.all([
    keyAges(viewer, environmentId, [key]),
    lastReplacement(viewer, { environmentId, connectionKey: key }),
  ]);
  const own = ages.get(key) ?? [];
  const [flaw] = planRotation(network, { way: "rolling", of: [key] }).problems.filter(
    ({ severity }) => severity === "error",
  );
  const whyNot = viewer.can("edit") ? flaw && <PhraseText phrase={flaw.phrase} /> : t("noEdit");
  return (
    <Page className="flex flex-col gap-4">
      <Panel>
        <PanelHeader title={t("tunnels.title")}>
          {whyNot === undefined ? (
            <Button asChild size="small">
              <Link href={rotationPath(slug, [key])}>
                <KeyRound aria-hidden="true" />
                {t("open")}
              </Link>
            </Button>
          ) : (
            <Button size="small" disabledReason={whyNot}>
              {t("open")}
            </Button>
          )}
        </PanelHeader>
        <Table label={t("tunnels.title")}>
          <thead>
            <tr>
              <Th>{t("tunnels.tunnel")}</Th>
              <Th>{t("tunnels.key")}</Th>
            </tr>
          </thead>
          <tbody>
            {own.map((age) => (
              <Tr key={age.outsideIpAddress}>
                <Td className="mono">{age.outsideIpAddress}</Td>
                <Td className="py-1.5 whitespace-normal!">
                  <KeyAge {...age} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
        <PanelBody className="flex flex-col gap-1 text-xs text-muted">
          {own.some(({ isShared }) => isShared) && <p className="text-text">{t("shared")}</p>}
          <p className="max-w-prose">{t("tunnels.note")}</p>
        </PanelBody>
      </Panel>
      {replacement && <ReplacedPanel slug={slug} connectionKey={key} replacement={replacement} />}
    </Page>
  );
}
