"use client";

import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { cn } from "./cn";

export interface SegmentedOption<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
}

interface SegmentedProps<Value extends string> {
  /** What is being chosen, for screen readers. */
  label: string;
  value: Value;
  options: readonly SegmentedOption<Value>[];
  onChange: (value: Value) => void;
  className?: string;
}

/** A few views of the same thing: Alike / Per tunnel, 24 h / 7 d. Radios underneath, so arrows move in it. */
export function Segmented<Value extends string>({ label, value, options, onChange, className }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset
      aria-label={label}
      className={cn("inline-flex shrink-0 rounded-md border border-border-strong bg-surface p-px", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-6 cursor-pointer items-center gap-[5px] rounded-[4px] px-[9px] text-xs text-text-2 hover:text-text has-checked:bg-selected has-checked:font-strong has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon && <option.icon aria-hidden="true" className="size-3.5 text-muted" />}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
