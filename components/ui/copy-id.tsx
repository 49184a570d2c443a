import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** An id or address in mono. In a table its copy icon shows on hover and focus only. */
export function CopyId({ id, className }: { id: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-0.5 align-bottom whitespace-nowrap", className)}>
      <span className="mono">{id}</span>
      <CopyButton
        text={id}
        className="in-[td]:not-focus-visible:not-in-[tr:hover]:opacity-0 pointer-coarse:opacity-100!"
      />
    </span>
  );
}
