"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { controlFrame } from "./input";

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen; it cannot be chosen again. */
  placeholder?: string;
}

/** One of a list. The browser's own list: it works with every keyboard, screen reader and phone. */
export function Select({ options, placeholder, className, ...props }: SelectProps) {
  return (
    <span className={cn("relative flex h-control items-center", controlFrame, className)}>
      <select
        {...useFieldControl()}
        {...props}
        className="h-full w-full min-w-0 cursor-pointer appearance-none truncate bg-transparent pr-8 pl-[9px] outline-none max-sm:text-base [&>option]:bg-raised [&>option]:text-text"
      >
        {placeholder !== undefined && (
          <option value="" disabled>
            {placeholder}
          </option>
        )}
        {options.map(({ value, label, isDisabled }) => (
          <option key={value} value={value} disabled={isDisabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute right-[9px] size-3.5 text-muted" />
    </span>
  );
}
