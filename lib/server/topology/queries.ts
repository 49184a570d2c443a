import "server-only";
import { NO_GATEWAY } from "@/lib/domain/topology/build-graph";
import { type DrawnTopology, drawTopology, type TopologyView } from "@/lib/domain/topology/draw-topology";
import { joinNetwork } from "@/lib/domain/topology/join-network";
import type { Network, Proposal, TopologyResource } from "@/lib/domain/topology/network";
import { rememberSpots, type Spots } from "@/lib/domain/topology/place-nodes";
import type { Viewer } from "../auth/viewer";
import { type OpenProposal, openProposals } from "../changes/open-proposals";
import type { NetworkResource } from "../network/known-resources";
import { networkOf } from "../network/queries";
import { readSpots, writeSpots } from "./stored-spots";

/** The map of an environment as one view shows it. */
export interface TopologyPage {
  environmentName: string;
  drawn: DrawnTopology;
  /** The newest draft whose edits are on the map. */
  draft: { number: number; proposedCount: number } | null;
  /** Keeps the places of what was new; to be called once the answer is on its way. Null when nothing was. */
  keepPlaces: (() => Promise<void>) | null;
}

/** Null when the viewer's organization has no such environment. */
export async function topologyOf(viewer: Viewer, slug: string, view: TopologyView): Promise<TopologyPage | null> {
  const network = await networkOf(viewer, slug);
  if (!network) return null;
  const { id, name, observedAt } = network.environment;
  const changes = await openProposals(viewer, id);
  const joined = joinNetwork({
    resources: network.resources.filter(isOnMap).map(topologyResource),
    tunnels: network.tunnels,
    proposals: changes.flatMap(proposalsOf),
    now: network.now,
    staleAfterMs: network.staleAfterMs,
  });
  const open = knownOpen(view.open, joined);
  const layoutView = open.join(" ");
  const stored = await readSpots(id, layoutView);
  const { drawn, spots } = drawTopology(joined, { ...view, open }, stored);
  const newest = changes.at(-1);
  // Half a network, seen while it is read for the first time, must not decide where the rest goes.
  const isWorthKeeping = observedAt !== null && hasMoved(stored, spots);
  return {
    environmentName: name,
    drawn,
    draft: newest ? { number: newest.changeNumber, proposedCount: newest.edits.length } : null,
    keepPlaces: isWorthKeeping ? () => writeSpots(id, layoutView, rememberSpots(stored, spots)) : null,
  };
}

/** What a URL may open: gateways and VPCs of this environment, or the sites without a gateway; in one order. */
function knownOpen(open: readonly string[], { gateways, vpcs }: Network): string[] {
  const known = new Set([NO_GATEWAY, ...[...gateways, ...vpcs].map(({ key }) => key)]);
  return [...new Set(open)].filter((key) => known.has(key)).sort();
}

/** What is wanted and was never made is drawn as a proposal, when a change says so; what is gone is not drawn. */
function isOnMap({ awsId, goneAt }: NetworkResource): boolean {
  return awsId !== null && goneAt === null;
}

function topologyResource({ key, kind, name, awsId, state, spec, observed }: NetworkResource): TopologyResource {
  return { key, kind, name, awsId, state, spec, observed, isMain: observed?.attributes.isMain === true };
}

function proposalsOf({ changeNumber, edits }: OpenProposal): Proposal[] {
  return edits.map((edit) => ({ ...edit, changeNumber }));
}

function hasMoved(stored: Spots, spots: Spots): boolean {
  return Object.entries(spots).some(([id, { column, top }]) => stored[id]?.top !== top || stored[id].column !== column);
}
