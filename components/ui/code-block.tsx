import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

interface CodeBlockProps {
  code: string;
  /** Names it, for the copy button and for screen readers. */
  label: string;
  /** Shown at the left of its head: a file name, a count of lines. */
  title?: ReactNode;
  className?: string;
}

/** A configuration or an answer as it is, with a way to copy it. It scrolls in itself. */
export function CodeBlock({ code, label, title, className }: CodeBlockProps) {
  return (
    <figure
      className={cn("overflow-hidden rounded-md border border-border bg-sunken print:overflow-visible", className)}
    >
      <figcaption className="flex h-8 items-center justify-between gap-2 border-b border-border pr-1.5 pl-3 text-xs text-muted">
        <span className="truncate">{title ?? label}</span>
        <CopyButton text={code} name={label} />
      </figcaption>
      <ScrollRegion label={label} className="max-h-[480px] print:max-h-none print:overflow-visible">
        <pre className="px-3 py-2 font-mono text-xs leading-[18px] print:break-words print:whitespace-pre-wrap">
          {code}
        </pre>
      </ScrollRegion>
    </figure>
  );
}
