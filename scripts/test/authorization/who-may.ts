import type { Person } from "./world";

const everybody = ["viewer", "editor", "approver", "admin", "reveal-keys", "apply", "break-glass", "host"] as const;

/** Not taken from lib/domain/changes/rights: what stands there must come out here. */
export const may = {
  see: everybody,
  edit: ["editor", "admin"],
  review: ["approver", "admin"],
  administer: ["admin"],
  apply: ["apply"],
  breakGlass: ["break-glass"],
  install: ["host"],
} satisfies Record<string, readonly Person[]>;
