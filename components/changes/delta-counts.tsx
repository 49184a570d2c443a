import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import type { Delta } from "@/lib/domain/changes/count-delta";

const signs = { create: "+", update: "~", replace: "±", remove: "−" } as const satisfies Record<keyof Delta, string>;
const operations = ["create", "update", "replace", "remove"] as const;

/** What a plan does to how many objects: "+2 ~3 −1", read out in words. */
export function DeltaCounts({ delta, className }: { delta: Delta; className?: string }) {
  const t = useTranslations("changes.delta");
  const shown = operations.filter((operation) => delta[operation] > 0);
  if (shown.length === 0) return <span className={cn("text-muted", className)}>{t("none")}</span>;
  const words = shown.map((operation) => t(operation, { count: delta[operation] })).join(", ");
  return (
    <span title={words} className={cn("mono whitespace-nowrap tabular-nums", className)}>
      <span className="sr-only">{words}</span>
      <span aria-hidden="true">
        {shown.map((operation, index) => (
          <Fragment key={operation}>
            {index > 0 && " "}
            <span
              className={operation === "remove" || operation === "replace" ? "text-down-text" : "text-proposed-text"}
            >
              {signs[operation]}
              {delta[operation]}
            </span>
          </Fragment>
        ))}
      </span>
    </span>
  );
}
