import { nameInKey } from "@/lib/domain/kinds/key";
import type { Edit } from "@/lib/domain/plan/step";
import type { ReferenceOption } from "./form-fields";

interface Known {
  key: string;
  name: string;
  awsId: string | null;
}

/** What references can point at: what is there, and what open changes propose. `proposedIn` words the number of a change. */
export function referenceOptions(
  resources: readonly Known[],
  proposals: readonly { changeNumber: number; edits: readonly Edit[] }[],
  proposedIn: (changeNumber: number) => string,
): ReferenceOption[] {
  const present = resources.map(({ key, name, awsId }) => ({ key, name, detail: awsId ?? "" }));
  const known = new Set(present.map(({ key }) => key));
  const proposed = proposals.flatMap(({ changeNumber, edits }) =>
    edits
      .filter(({ operation, key }) => operation === "put" && !known.has(key))
      .map(({ key }) => ({ key, name: nameInKey(key), detail: proposedIn(changeNumber) })),
  );
  return [...present, ...proposed];
}
