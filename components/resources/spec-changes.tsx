import { useTranslations } from "next-intl";
import type { KindName } from "@/lib/domain/kinds";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import { useFieldWords } from "./use-field-words";

interface SpecChangesProps {
  kind: KindName;
  changes: readonly FieldChange[];
  nameOf: (key: string) => string;
}

/** Fields of a spec with their value before and from then on. */
export function SpecChanges({ kind, changes, nameOf }: SpecChangesProps) {
  const t = useTranslations("drift.history");
  const words = useFieldWords(nameOf);
  return (
    <table className="mt-1 text-xs [&_td]:pr-4 [&_td]:align-top [&_th]:pr-4 [&_th]:text-left [&_th]:align-top [&_th]:font-normal">
      <thead className="sr-only">
        <tr>
          <th>{t("field")}</th>
          <th>{t("before")}</th>
          <th>{t("after")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => (
          <tr key={path.join(".")}>
            <th scope="row">{words.label(kind, path)}</th>
            <td className="mono text-muted">{words.value(kind, path, before)}</td>
            <td className="mono">→ {words.value(kind, path, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
