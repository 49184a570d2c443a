import type { FieldChange } from "../kinds/kind";
import { isSame } from "../plan/canonical";
import { fieldsOf } from "../plan/intents";

/** The fields in which two specs differ, in the order of the newer one; a field that one of them lacks is undefined there. */
export function specDifferences(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  const [old, young] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...young.keys(), ...old.keys()])].flatMap((text) => {
    const [was, is] = [old.get(text), young.get(text)];
    const path = (is ?? was)?.path ?? [];
    return isSame(was?.value, is?.value) ? [] : [{ path, before: was?.value, after: is?.value }];
  });
}

/** By the path as text. A key stands there as its fingerprint, which is one value. */
function valuesOf(spec: Record<string, unknown>): Map<string, { path: FieldChange["path"]; value: unknown }> {
  return new Map(
    fieldsOf(spec).map(({ path, value }) => {
      const isKey = path.at(-1) === "$fingerprint";
      const field = isKey ? { path: path.slice(0, -1), value: { $fingerprint: value } } : { path, value };
      return [field.path.join("."), field];
    }),
  );
}
