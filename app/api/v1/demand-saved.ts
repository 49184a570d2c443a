import { getPhrase } from "@/components/ui/phrase-server";
import { DomainError } from "@/lib/errors";
import type { SavedEdits } from "@/lib/server/changes/save-edit";

/** The change that edits were saved in. Where a spec has not its kind's shape nothing was, and the problem says what is wrong. */
export async function demandSaved({ changeNumber, problems }: SavedEdits): Promise<number> {
  if (changeNumber !== null) return changeNumber;
  const say = await getPhrase();
  throw new DomainError("edits-invalid", {
    problems: problems.map(({ key, phrase }) => `${key}: ${say(phrase)}`).join(" "),
  });
}
