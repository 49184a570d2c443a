"use client";

import { Check } from "lucide-react";
import { Slot } from "radix-ui";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";
import { Floating, type FloatingProps } from "./floating";
import { OpenRoot, type OpenRootProps, OpenTrigger, useOpenState } from "./open-context";

/** A menu under a button: `<Menu><MenuTrigger asChild>…</MenuTrigger><MenuContent>…</MenuContent></Menu>`. */
export function Menu(props: OpenRootProps) {
  return <OpenRoot {...props} />;
}

export function MenuTrigger(props: Omit<ComponentProps<typeof OpenTrigger>, "opens">) {
  return <OpenTrigger opens="menu" {...props} />;
}

type MenuContentProps = Omit<FloatingProps, "anchorRef" | "onClose">;

/** Arrows, Home, End and first letters move in it; Tab leaves it. */
export function MenuContent(props: MenuContentProps) {
  return useOpenState().isOpen ? <OpenMenu {...props} /> : null;
}

function OpenMenu({ className, children, ...props }: MenuContentProps) {
  const { setOpen, triggerRef, contentId } = useOpenState();
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = listRef.current;
    if (list === null) return;
    const [first] = menuItems(list);
    (list.querySelector<HTMLElement>('[role="menuitemradio"][aria-checked="true"]') ?? first ?? list).focus();
  }, []);
  return (
    <Floating
      anchorRef={triggerRef}
      onClose={() => setOpen(false)}
      className={cn("min-w-44 p-1", className)}
      {...props}
    >
      <div
        ref={listRef}
        id={contentId}
        role="menu"
        tabIndex={-1}
        aria-labelledby={triggerRef.current?.id || undefined}
        onKeyDown={(event) => {
          if (event.key === "Tab") setOpen(false);
          else moveFocus(event);
        }}
        className="outline-none"
      >
        {children}
      </div>
    </Floating>
  );
}

function menuItems(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const items = menuItems(event.currentTarget);
  const at = items.findIndex((item) => item.matches(":focus"));
  const target = focusTarget(event.key, items, at);
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}

function focusTarget(key: string, items: HTMLElement[], at: number): HTMLElement | undefined {
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length];
    case "ArrowUp":
      return items[at <= 0 ? items.length - 1 : at - 1];
    case "Home":
      return items[0];
    case "End":
      return items[items.length - 1];
    default: {
      if (key.length !== 1 || key === " ") return undefined;
      const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      return following.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}

const itemClass =
  "flex min-h-7 w-full items-center gap-2 rounded-md px-2 py-1 text-left outline-none select-none focus:bg-hover pointer-coarse:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuItemProps extends Omit<ComponentProps<"button">, "disabled" | "onSelect" | "onClick"> {
  /** Gives role and look to the single child instead, for instance a link. */
  asChild?: boolean;
  /** The menu closes with it. */
  onSelect?: () => void;
  /** Destroys something: said by its words first, by red second. */
  isDanger?: boolean;
  /** Greys the item and stands in it as a second line. */
  disabledReason?: ReactNode;
}

export function MenuItem({
  asChild,
  onSelect,
  isDanger,
  disabledReason,
  className,
  children,
  ...props
}: MenuItemProps) {
  const { setOpen, triggerRef } = useOpenState();
  const Element = asChild ? Slot.Root : "button";
  if (disabledReason) {
    // Still reachable: its reason can only be read where it is.
    return (
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        aria-disabled
        className={cn(itemClass, "cursor-not-allowed flex-wrap text-muted")}
      >
        {children}
        <span className="w-full text-xs">{disabledReason}</span>
      </button>
    );
  }
  return (
    <Element
      {...(asChild ? {} : { type: "button" as const })}
      role="menuitem"
      tabIndex={-1}
      {...props}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        setOpen(false);
        triggerRef.current?.focus();
        onSelect?.();
      }}
      className={cn(itemClass, isDanger && "text-down-text [&_svg]:text-down", className)}
    >
      {children}
    </Element>
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
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu.
    <div role="group" aria-label={label}>
      <MenuHeading>{label}</MenuHeading>
      {options.map((option) => (
        <button
          type="button"
          key={option.value}
          role="menuitemradio"
          aria-checked={option.value === value}
          tabIndex={-1}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => onChange(option.value)}
          className={cn(itemClass, "justify-between")}
        >
          {option.label}
          {option.value === value && <Check aria-hidden="true" />}
        </button>
      ))}
    </div>
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
    <button
      type="button"
      role="menuitemcheckbox"
      aria-checked={checked}
      tabIndex={-1}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={onChange}
      className={itemClass}
    >
      <span className="grid size-3.5 shrink-0 place-items-center">
        {checked && <Check aria-hidden="true" className="text-text!" />}
      </span>
      <span className="grow">{children}</span>
      {hint !== undefined && <span className="text-xs text-muted tabular-nums">{hint}</span>}
    </button>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-0.5 text-2xs font-medium text-muted">{children}</div>;
}

export function MenuSeparator() {
  return <hr className="my-1 border-border" />;
}
