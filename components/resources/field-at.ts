import type { FieldChange } from "@/lib/domain/kinds/kind";
import type { FieldModel } from "./field-model";

/** The model of the field at a path of a spec, and in which tunnel it stands (from 1 on); undefined where there is none. */
export function fieldAt(
  models: readonly FieldModel[],
  path: FieldChange["path"],
): { field: FieldModel; tunnel: number | null } | undefined {
  const [name, place, inner] = path;
  const field = models.find((model) => model.name === name);
  if (!field || typeof place !== "number" || inner === undefined) return field && { field, tunnel: null };
  const member = field.fields?.find((model) => model.name === inner);
  return member && { field: member, tunnel: place + 1 };
}
