import { connectionPath } from "@/components/connections/connection-path";
import { HistoryPanel } from "@/components/resources/history-panel";
import { Page } from "@/components/ui/page-header";
import { loadHistory } from "../../../load-history";
import { type ConnectionParams, loadConnection } from "../load-connection";

interface ConnectionHistoryProps extends ConnectionParams {
  searchParams: Promise<{ page?: string | string[] }>;
}

/** Who wanted the connection how, by which change, and what EC2 said when. */
export default async function ConnectionHistoryPage({ searchParams, ...props }: ConnectionHistoryProps) {
  const [loaded, { page }] = await Promise.all([loadConnection(props), searchParams]);
  const { found, slug, key } = loaded;
  if (!found) return null;
  const { history, nameOf } = await loadHistory(loaded, key, page);
  return (
    <Page>
      <HistoryPanel
        slug={slug}
        kind="vpn-connection"
        name={found.row.name}
        history={history}
        path={connectionPath(slug, key, "history")}
        nameOf={nameOf}
      />
    </Page>
  );
}
