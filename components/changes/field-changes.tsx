import { differenceRows } from "@/lib/domain/changes/difference-rows";
import { groupBy } from "@/lib/domain/group-by";
import { isKindName, type KindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import type { ResourceDiff } from "@/lib/domain/plan/step";
import { type Names, useFieldLabel, useWrittenValue } from "./field-words";

/** What objects are, by key or name. */
export type Objects = readonly Pick<ResourceDiff, "key" | "name" | "kind">[];

interface FieldChangesProps {
  /** Each path begins with the key or the name of its resource. */
  changes: readonly FieldChange[];
  objects: Objects;
}

/** Fields of several resources that are different by now, in a narrow column. */
export function FieldChanges({ changes, objects }: FieldChangesProps) {
  const groups = groupBy(changes, ({ path: [head] }) => String(head));
  const known = [...groups].flatMap(([head, own]) => {
    const kind = kindNamed(head, objects);
    return kind ? [{ head, kind, own: own.map((change) => ({ ...change, path: fieldPath(change.path) })) }] : [];
  });
  if (known.length === 0) return null;
  return (
    <dl className="mt-1 border-l-2 border-border pl-2">
      {known.map(({ head, kind, own }) => (
        <Fields key={head} kind={kind} name={nameInKey(head)} changes={own} />
      ))}
    </dl>
  );
}

function kindNamed(head: string, objects: Objects): KindName | null {
  const inKey = kindInKey(head);
  if (isKindName(inKey)) return inKey;
  return objects.find(({ key, name }) => key === head || name === head)?.kind ?? null;
}

/** A path may come written out, as people count: "tunnels 1 presharedKey". */
function fieldPath([, ...path]: FieldChange["path"]): FieldChange["path"] {
  return path.flatMap((part) =>
    typeof part === "number" ? part : part.split(" ").map((word) => (/^\d+$/.test(word) ? Number(word) - 1 : word)),
  );
}

/** Keys say their names themselves here. */
const NO_NAMES: Names = new Map();

function Fields({ kind, name, changes }: { kind: KindName; name: string; changes: FieldChange[] }) {
  const diff = { kind, operation: "update", changes } as const;
  const label = useFieldLabel(kind);
  const write = useWrittenValue(diff, NO_NAMES);
  return differenceRows(diff).map((row) => (
    <div key={label(row)} className="py-0.5">
      <dt className="break-words text-muted">
        {name} · {label(row)}
      </dt>
      <dd className="mono break-words text-muted">− {write(row, "before")}</dd>
      <dd className="mono break-words text-proposed-text">+ {write(row, "after")}</dd>
    </div>
  ));
}
