import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";

/**
 * Parts of a table: `<Table><thead><tr><Th/></tr></thead><tbody><Tr><Td/></Tr></tbody></Table>`. It scrolls sideways in
 * itself when the screen is narrow, so that the page never does. `label` names it for screen readers.
 */
export function Table({ label, className, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollRegion label={label}>
      <table className={cn("w-full border-separate border-spacing-0", className)} {...props} />
    </ScrollRegion>
  );
}

const edges = "first:pl-4 last:pr-4";

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-7 border-b border-border px-3 text-left text-2xs font-medium whitespace-nowrap text-muted",
        edges,
        className,
      )}
      {...props}
    />
  );
}

export function Tr({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn(
        "group/row hover:bg-hover aria-selected:bg-selected [&:last-child>td]:border-b-0 [&:last-child>th]:border-b-0",
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-row border-b border-border px-3 whitespace-nowrap", edges, className)} {...props} />;
}

/** For figures: right aligned, digits of one width. */
export const numeric = "text-right tabular-nums";
