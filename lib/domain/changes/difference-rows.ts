import { kindOf } from "../kinds";
import { factsOf } from "../kinds/fields";
import { isSame } from "../plan/canonical";
import { schemaAt } from "../plan/schema-at";
import type { ResourceDiff } from "../plan/step";

/** One line of a difference: a field, in one tunnel or in both alike. */
export interface DifferenceRow {
  /** Names of the fields from the outside in, without places: ["tunnels", "presharedKey"]. */
  fields: string[];
  /** Place in the list it stands in; "both" when both tunnels change alike; null outside of lists. */
  place: number | "both" | null;
  before: unknown;
  after: unknown;
  /** A new object has it at AWS's own default: nothing that somebody chose. */
  isAwsDefault: boolean;
}

/** What a reviewer reads of an object's changes: a field that both tunnels change in the same way is one line. */
export function differenceRows({
  kind,
  operation,
  changes,
}: Pick<ResourceDiff, "kind" | "operation" | "changes">): DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  for (const { path, before, after } of changes) {
    const fields = path.filter((step) => typeof step === "string");
    const place = path.find((step) => typeof step === "number") ?? null;
    const twin = rows.find(
      (row) =>
        isSame(row.fields, fields) && row.place !== null && row.place !== place && isAlike(row, { before, after }),
    );
    if (twin && place !== null) twin.place = "both";
    else {
      const field = operation === "create" ? schemaAt(kindOf(kind).spec, path) : undefined;
      const isAwsDefault = field !== undefined && isSame(factsOf(field).awsDefault, after) && after !== undefined;
      rows.push({ fields, place, before, after, isAwsDefault });
    }
  }
  return rows;
}

function isAlike(row: DifferenceRow, { before, after }: Pick<DifferenceRow, "before" | "after">): boolean {
  // Two sealed keys have two ids and are both simply new.
  return isSame(plain(row.before), plain(before)) && isSame(plain(row.after), plain(after));
}

function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && "$secret" in value ? { $secret: true } : value;
}
