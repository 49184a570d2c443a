import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import type { DraftOption } from "@/components/resources/change-choice";
import { fieldModels } from "@/components/resources/field-model";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { referenceOptions } from "@/components/resources/reference-options";
import { isEditable } from "@/lib/domain/changes/lifecycle";
import { isKindName, type KindName } from "@/lib/domain/kinds";
import { requireRight, requireViewer, type Viewer } from "@/lib/server/auth/viewer";
import { openProposals } from "@/lib/server/changes/open-proposals";
import { listChanges } from "@/lib/server/changes/queries";
import { type Network, networkOf } from "@/lib/server/network/queries";

export interface LoadedNetwork {
  viewer: Viewer;
  network: Network;
}

/** The network of an environment for a page; without such an environment there is no page. Once per request. */
export const loadNetwork = cache(async (slug: string): Promise<LoadedNetwork> => {
  const viewer = await requireViewer();
  const network = await networkOf(viewer, slug);
  if (network === null) notFound();
  return { viewer, network };
});

/** The kind that an address names. */
export function kindIn(segment: string): KindName {
  if (!isKindName(segment)) notFound();
  return segment;
}

/** The drafts that edits can go into. */
export async function loadDrafts(viewer: Viewer, network: Network): Promise<DraftOption[]> {
  const changes = await listChanges(viewer, { environmentId: network.environment.id, filter: "open" });
  return changes.filter(({ status }) => isEditable(status)).map(({ number, title }) => ({ number, title }));
}

/** All that the form of a kind needs beside its spec; only for who may edit. */
export async function loadForm(slug: string, kind: KindName) {
  const viewer = await requireRight("edit");
  const { network } = await loadNetwork(slug);
  const [drafts, proposals, t] = await Promise.all([
    loadDrafts(viewer, network),
    openProposals(viewer, network.environment.id),
    getTranslations("resources.form"),
  ]);
  const fields = fieldModels(kind);
  const wanted = new Set(fields.flatMap((field) => field.kinds ?? []));
  const there = network.resources.filter((resource) => wanted.has(resource.kind) && resource.goneAt === null);
  const options: ReferenceOption[] = referenceOptions(
    there,
    proposals.map(({ changeNumber, edits }) => ({
      changeNumber,
      edits: edits.filter((edit) => wanted.has(edit.kind)),
    })),
    (number) => t("proposedIn", { number }),
  );
  return { viewer, network, fields, options, drafts };
}
