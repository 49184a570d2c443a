import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";

interface TableProps extends ComponentProps<"table"> {
  /** Names it for screen readers. */
  label: string;
  /** On wide screens the head stays under the top bar; below it the table scrolls sideways in itself instead. */
  hasStickyHead?: boolean;
}

/** Parts of a table: `<Table label=…><thead><tr><Th/></tr></thead><tbody><Tr><Td/></Tr></tbody></Table>`. */
export function Table({ label, hasStickyHead, className, ...props }: TableProps) {
  return (
    <ScrollRegion label={label} className={cn("overflow-y-hidden", hasStickyHead && "xl:overflow-visible")}>
      <table
        className={cn(
          "w-full border-separate border-spacing-0",
          hasStickyHead && "xl:[&_th]:sticky xl:[&_th]:top-bar xl:[&_th]:z-10 xl:[&_th]:bg-surface",
          className,
        )}
        {...props}
      />
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
export const numeric = "text-right! tabular-nums";
