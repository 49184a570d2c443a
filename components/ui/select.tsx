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
  /** Heading over it and those of the same group that follow. */
  group?: string;
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
        {grouped(options).map(([group, members]) =>
          group === undefined ? (
            <Options key="" options={members} />
          ) : (
            <optgroup key={group} label={group} className="bg-raised text-text">
              <Options options={members} />
            </optgroup>
          ),
        )}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute right-[9px] size-3.5 text-muted" />
    </span>
  );
}

function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map(({ value, label, isDisabled }) => (
    <option key={value} value={value} disabled={isDisabled} className="bg-raised text-text">
      {label}
    </option>
  ));
}

function grouped(options: readonly SelectOption[]): [group: string | undefined, options: SelectOption[]][] {
  const groups = new Map<string | undefined, SelectOption[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups];
}
