"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A menu under a button: `<Menu><MenuTrigger asChild>…</MenuTrigger><MenuContent>…</MenuContent></Menu>`. */
export function Menu(props: ComponentProps<typeof DropdownMenu.Root>) {
  // Not modal: the page stays readable for screen readers and scrolls as usual, and a click outside still closes it.
  return <DropdownMenu.Root modal={false} {...props} />;
}

export const MenuTrigger = DropdownMenu.Trigger;

export function MenuContent({ className, ...props }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-appear overflow-y-auto rounded-lg border border-border bg-raised p-1 shadow-float",
          className,
        )}
        {...props}
      />
    </DropdownMenu.Portal>
  );
}

const itemClass =
  "flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-[highlighted]:bg-hover pointer-coarse:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuItemProps extends Omit<ComponentProps<typeof DropdownMenu.Item>, "disabled"> {
  /** Destroys something: said by its words first, by red second. */
  isDanger?: boolean;
  /** Greys the item and stands in it as a second line. */
  disabledReason?: ReactNode;
}

export function MenuItem({ isDanger, disabledReason, className, children, asChild, ...props }: MenuItemProps) {
  const classes = cn(itemClass, isDanger && "text-down-text [&_svg]:text-down", className);
  if (!disabledReason) {
    return (
      <DropdownMenu.Item className={classes} asChild={asChild} {...props}>
        {children}
      </DropdownMenu.Item>
    );
  }
  // Not `disabled`: Radix would skip it, and the reason could not be reached from the keyboard.
  return (
    <DropdownMenu.Item
      aria-disabled
      className={cn(itemClass, "cursor-not-allowed flex-wrap text-muted")}
      onSelect={(event) => event.preventDefault()}
    >
      {children}
      <span className="w-full text-xs">{disabledReason}</span>
    </DropdownMenu.Item>
  );
}

interface MenuRadioProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
}

/** One choice of several, with a heading; the menu stays open so that the effect can be seen. */
export function MenuRadio<Value extends string>({ label, value, options, onChange }: MenuRadioProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} aria-label={label}>
      <MenuHeading>{label}</MenuHeading>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={cn(itemClass, "justify-between")}
          onSelect={(event) => {
            event.preventDefault();
            onChange(option.value);
          }}
        >
          {option.label}
          <DropdownMenu.ItemIndicator>
            <Check />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

interface MenuCheckboxProps {
  checked: boolean;
  onChange: () => void;
  /** A count or a fact at the right. */
  hint?: ReactNode;
  children: ReactNode;
}

/** One of several choices that can be on together; the menu stays open. */
export function MenuCheckbox({ checked, onChange, hint, children }: MenuCheckboxProps) {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="grid size-3.5 shrink-0 place-items-center">
        <DropdownMenu.ItemIndicator>
          <Check className="text-text!" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="grow">{children}</span>
      {hint !== undefined && <span className="text-xs text-muted tabular-nums">{hint}</span>}
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-2xs font-medium text-muted">{children}</DropdownMenu.Label>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-border" />;
}
