import type { ReactNode } from "react";
import { cn } from "./cn";

/** Names and values: `<Facts><Fact name="Routing">BGP</Fact></Facts>`. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl className={cn("grid grid-cols-[minmax(96px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1.5", className)}>
      {children}
    </dl>
  );
}

export function Fact({ name, className, children }: { name: ReactNode; className?: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={cn("min-w-0 break-words", className)}>{children}</dd>
    </>
  );
}
