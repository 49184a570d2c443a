import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { CompareDevice } from "./compare-device";

/** What of a device's own configuration is not as the connection has it. */
export default async function ComparePage(props: ConnectionParams) {
  const [{ found, slug, key }, t] = await Promise.all([loadConnection(props), getTranslations("compare")]);
  if (!found) return null;
  const isPossible = found.attributes.tunnels.length === 2;
  return (
    <Words of="compare">
      <Page>
        {isPossible ? (
          <CompareDevice slug={slug} connectionKey={key} />
        ) : (
          <Panel>
            <EmptyState title={t("notPossible.title")}>{t("notPossible.body")}</EmptyState>
          </Panel>
        )}
      </Page>
    </Words>
  );
}
