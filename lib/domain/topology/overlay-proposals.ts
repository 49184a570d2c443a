import type { Proposal, Proposed, TopologyResource } from "./network";

export interface MarkedResource extends TopologyResource {
  proposed: Proposed | null;
}

/**
 * Lays the edits of open drafts over what AWS has: additions appear, changes and removals are marked and keep what AWS
 * shows, because the map shows the present. Where two drafts name one resource, the later in the list wins.
 */
export function overlayProposals(
  resources: readonly TopologyResource[],
  proposals: readonly Proposal[],
): MarkedResource[] {
  const marked = new Map<string, MarkedResource>(
    resources.map((resource) => [resource.key, { ...resource, proposed: null }]),
  );
  for (const { changeNumber, operation, kind, key, spec } of proposals) {
    const present = marked.get(key);
    if (operation === "remove") {
      if (present) present.proposed = { operation: "remove", changeNumber };
      continue;
    }
    if (present?.awsId) {
      present.proposed = { operation: "change", changeNumber };
      continue;
    }
    marked.set(key, {
      key,
      kind,
      name: typeof spec?.name === "string" ? spec.name : (present?.name ?? key.slice(key.indexOf("/") + 1)),
      awsId: null,
      state: null,
      spec: spec ?? {},
      proposed: { operation: "add", changeNumber },
    });
  }
  return [...marked.values()];
}

/** What every piece of the map takes over from its resource. */
export function pieceOf({ key, name, awsId, state, proposed }: MarkedResource) {
  return { key, name, awsId, state, proposed };
}
