import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

const button = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors [&_svg]:size-3.5 [&_svg]:shrink-0",
    "aria-disabled:cursor-not-allowed aria-disabled:border-border aria-disabled:bg-sunken aria-disabled:text-muted",
  ],
  {
    variants: {
      variant: {
        default: "border-border-strong bg-surface text-text hover:bg-hover [&_svg]:text-muted",
        primary: "border-primary bg-primary text-on-primary hover:opacity-90 aria-disabled:opacity-100",
        danger: "border-down-line bg-surface text-down-text hover:bg-down-bg",
        "danger-fill": "border-down-text bg-down-text text-surface hover:opacity-90 aria-disabled:opacity-100",
        quiet:
          "border-transparent bg-transparent text-text-2 hover:bg-hover aria-disabled:border-transparent aria-disabled:bg-transparent",
      },
      size: {
        default: "h-control px-[11px]",
        small: "h-6 px-2 text-xs pointer-coarse:h-9",
        large: "h-[46px] px-4 text-base",
      },
      icon: { true: "", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "default", className: "w-control px-0!" },
      { icon: true, size: "small", className: "w-6 px-0! pointer-coarse:w-9" },
      { icon: true, size: "large", className: "w-[46px] px-0!" },
    ],
    defaultVariants: { variant: "default", size: "default", icon: false },
  },
);

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled">, VariantProps<typeof button> {
  /** Gives the look to the single child instead, for instance a link. */
  asChild?: boolean;
  /** Why it cannot be pressed at this moment. Greys the button and stands under it; there is no disabling without one. */
  disabledReason?: ReactNode;
  /** The same when the reason stands on the page already: the id of the element that says it. */
  disabledBy?: string;
  /** While set the button stays in its place, does nothing and says that it is at work. */
  busy?: boolean;
}

/** One action, named by a verb and its object. It stays focusable when greyed, so that its reason can be read out. */
export function Button({
  asChild,
  disabledReason,
  disabledBy,
  busy,
  variant,
  size,
  icon,
  className,
  ...props
}: ButtonProps) {
  const reasonId = useId();
  const classes = cn(button({ variant, size, icon }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  const isOff = Boolean(disabledReason) || disabledBy !== undefined || Boolean(busy);
  const element = (
    <button
      {...props}
      // A greyed button is a plain one without a handler: it neither acts nor submits its form.
      type={isOff ? "button" : (props.type ?? "button")}
      onClick={isOff ? undefined : props.onClick}
      className={classes}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason ? reasonId : (disabledBy ?? props["aria-describedby"])}
    />
  );
  if (!disabledReason) return element;
  return (
    <span className="inline-flex flex-col items-stretch gap-1">
      {element}
      <span id={reasonId} className="text-xs text-muted">
        {disabledReason}
      </span>
    </span>
  );
}
