import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** An id or address in mono. Its copy icon shows on hover and focus, and always where there is no hover. */
export function CopyId({ id, className }: { id: string; className?: string }) {
  return (
    <span className={cn("group/id inline-flex items-center gap-0.5 align-bottom whitespace-nowrap", className)}>
      <span className="mono">{id}</span>
      <CopyButton
        text={id}
        className="opacity-0 group-hover/id:opacity-100 group-hover/row:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
      />
    </span>
  );
}
