import { useTranslations } from "next-intl";
import { type DifferenceRow, differenceRows } from "@/lib/domain/changes/difference-rows";
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
  return (
    <dl className="mt-1 border-l-2 border-border pl-2">
      {[...groups].map(([head, own]) => (
        <Fields
          key={head}
          kind={kindNamed(head, objects)}
          name={nameInKey(head)}
          changes={own.map((change) => ({ ...change, path: fieldPath(change.path) }))}
        />
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

interface FieldsProps {
  /** Null for what the plan does not have any more, and for what is no resource: its fields have no words. */
  kind: KindName | null;
  name: string;
  changes: FieldChange[];
}

function Fields({ kind, name, changes }: FieldsProps) {
  const label = useFieldLabel(kind ?? "");
  const write = useWrittenValue({ kind: kind ?? "", operation: "update" }, NO_NAMES);
  const t = useTranslations("changes.difference");
  // An object that was put in or taken out as a whole; what tells the environment apart is one value.
  const writeWhole = (value: unknown) =>
    typeof value === "string" ? value : t(value === undefined || value === null ? "notPlanned" : "planned");
  return rowsOf(kind, changes).map((row) => {
    const isWhole = row.fields.length === 0;
    return (
      <div key={label(row)} className="py-0.5">
        <dt className="break-words text-muted">{isWhole ? name : `${name} · ${label(row)}`}</dt>
        <dd className="mono break-words text-muted">− {isWhole ? writeWhole(row.before) : write(row, "before")}</dd>
        <dd className="mono break-words text-proposed-text">
          + {isWhole ? writeWhole(row.after) : write(row, "after")}
        </dd>
      </div>
    );
  });
}

function rowsOf(kind: KindName | null, changes: FieldChange[]): DifferenceRow[] {
  if (kind) return differenceRows({ kind, operation: "update", changes });
  return changes.map(({ path, before, after }) => ({
    fields: path.map(String),
    place: null,
    before,
    after,
    isAwsDefault: false,
  }));
}
