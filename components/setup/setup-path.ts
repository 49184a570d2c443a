import { environmentPath } from "@/components/shell/paths";
import type { Stage } from "@/lib/domain/setup/stages";

/** A stage of a guide; its address takes the guide up there. */
export function stagePath(slug: string, id: string, stage: Stage): string {
  return environmentPath(slug, `/setup/${id}/${stage}`);
}
