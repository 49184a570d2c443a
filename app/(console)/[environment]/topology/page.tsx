import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { TopologyView } from "@/components/topology/topology-view";
import { topologyParsers } from "@/components/topology/url-state";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import { topologyOf } from "@/lib/server/topology/queries";

interface TopologyPageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("topology"))("title") };
}

const loadTopologyParams = createLoader(topologyParsers);

/** The network as a map. */
export default async function TopologyPage({ params, searchParams }: TopologyPageProps) {
  const viewer = await requireViewer();
  const [{ environment }, asked] = await Promise.all([params, loadTopologyParams(searchParams)]);
  const topology = await topologyOf(viewer, environment, {
    query: asked.q,
    problemsOnly: asked.problems,
    open: asked.open,
    focus: asked.focus,
    rowsMax: Math.max(1, Math.min(asked.rows, ROWS_MAX)),
  });
  if (!topology) notFound();
  if (topology.keepPlaces) after(topology.keepPlaces);
  return (
    <Words of="topology">
      <TopologyView
        drawn={topology.drawn}
        draft={topology.draft}
        environmentName={topology.environmentName}
        base={`/${environment}`}
        canPropose={viewer.can("edit")}
      />
    </Words>
  );
}

/** A page of the table can hold a large network, but an address must not ask for more than a browser can show. */
const ROWS_MAX = 2_000;
