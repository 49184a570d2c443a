import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyStateProps {
  /** What is not there: "No connections in Production yet". */
  title: ReactNode;
  /** What was looked for, where and when. */
  children?: ReactNode;
  /** First steps, the most likely one as the primary button. */
  actions?: ReactNode;
  className?: string;
}

/** Stands where a list would be: nothing is broken, and this is how to begin. */
export function EmptyState({ title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn("px-6 py-7 text-center", className)}>
      <p className="font-strong">{title}</p>
      {children && <div className="mx-auto mt-0.5 max-w-prose text-xs text-balance text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
