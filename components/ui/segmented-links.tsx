import type { ReactNode } from "react";
import { cn } from "./cn";
import { Link } from "./link";

interface SegmentedLinksProps<Value extends string> {
  /** What is being chosen, for screen readers. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; href: string }[];
  /** The place on the page stays: it is another view of the same. */
  isInPlace?: boolean;
}

/** A few views that each have an address of their own. */
export function SegmentedLinks<Value extends string>({
  label,
  value,
  options,
  isInPlace = false,
}: SegmentedLinksProps<Value>) {
  return (
    <nav aria-label={label} className="inline-flex rounded-md border border-border-strong bg-surface p-px">
      {options.map((option) => (
        <Link
          key={option.value}
          href={option.href}
          scroll={!isInPlace}
          replace={isInPlace}
          aria-current={option.value === value ? (isInPlace ? "true" : "page") : undefined}
          className={cn(
            "inline-flex h-6 items-center gap-1.5 rounded-[4px] px-[9px] text-xs whitespace-nowrap hover:text-text pointer-coarse:h-10",
            option.value === value ? "bg-selected font-strong text-text" : "text-text-2",
          )}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
