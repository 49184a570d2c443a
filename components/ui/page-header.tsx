import type { ReactNode } from "react";
import { cn } from "./cn";

interface PageHeaderProps {
  title: ReactNode;
  /** State of the thing as a badge, beside its name. */
  badge?: ReactNode;
  /** Second line: id, what it belongs to, since when. */
  subtitle?: ReactNode;
  /** Buttons; at most one of them primary. */
  actions?: ReactNode;
  /** Why the main action is off, or what is missing: one sentence under the buttons. */
  actionsNote?: ReactNode;
  className?: string;
}

/** Top of a page that is about one thing. */
export function PageHeader({ title, badge, subtitle, actions, actionsNote, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-5 flex flex-wrap items-start gap-x-4 gap-y-3", className)}>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 break-words">{title}</h1>
          {badge}
        </div>
        {subtitle && <div className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-xs text-text-2">{subtitle}</div>}
      </div>
      {actions && (
        <div className="ml-auto flex flex-col items-end gap-1 max-sm:w-full max-sm:items-stretch print:hidden">
          <div className="flex flex-wrap items-start gap-2">{actions}</div>
          {actionsNote && <p className="text-xs text-muted">{actionsNote}</p>}
        </div>
      )}
    </header>
  );
}

/** Padded ground of a page; every page stands in one, full-bleed canvases excepted. */
export function Page({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("w-full px-6 pt-5 pb-10 max-md:px-4 print:p-0", className)}>{children}</div>;
}
