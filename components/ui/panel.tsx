import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** The one level of box on a page. Its parts are `PanelHeader`, `PanelBody`, a table or a list with hairlines. */
export function Panel({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("rounded-lg border border-border bg-surface", className)} {...props} />;
}

interface PanelHeaderProps extends Omit<ComponentProps<"header">, "title"> {
  title: ReactNode;
  /** How many there are, or a short fact beside the title. */
  count?: ReactNode;
  /** Buttons, links or the age of what stands below, at the right end. */
  children?: ReactNode;
}

/** Title line of a panel. */
export function PanelHeader({ title, count, children, className, ...props }: PanelHeaderProps) {
  return (
    <header
      className={cn(
        "flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-border py-1 pr-3 pl-4 last:border-b-0",
        className,
      )}
      {...props}
    >
      <h2>{title}</h2>
      {count !== undefined && <span className="text-muted tabular-nums">{count}</span>}
      {children !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}

/** Padded content of a panel; tables and lists stand in the panel without it. */
export function PanelBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("p-4", className)} {...props} />;
}
