import type { Tag } from "@/lib/domain/changes/rules";
import { isKindName, type KindName } from "@/lib/domain/kinds";
import type { Impact } from "@/lib/domain/plan/step";
import { impactOf } from "@/lib/domain/policy/impacts";

/** What the address of the page says about the simulator. */
export interface SimulatorSearch {
  environment?: string | string[];
  kind?: string | string[];
  impact?: string | string[];
  tags?: string | string[];
}

export interface SimulatorInput {
  /** "" while none is chosen. */
  environmentId: string;
  kind: KindName;
  impact: Impact;
  tags: string;
}

/** What was filled in; what is not there or wrong stands as in an empty form. */
export function parseSimulator(search: SimulatorSearch): SimulatorInput {
  const kind = textOf(search.kind);
  return {
    environmentId: textOf(search.environment),
    kind: isKindName(kind) ? kind : "vpn-connection",
    impact: impactOf(textOf(search.impact)) ?? 2,
    tags: textOf(search.tags),
  };
}

/** "team=net, site=leeds" as tags; null where a part is none. */
export function parseTags(text: string): Tag[] | null {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const tags = parts.map((part) => {
    const at = part.indexOf("=");
    return { key: part.slice(0, Math.max(at, 0)).trim(), value: part.slice(at + 1).trim() };
  });
  return tags.every(({ key }) => key !== "") ? tags : null;
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === "string" ? value : "";
}
