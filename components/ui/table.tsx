import type { ComponentProps } from "react";
import { cn } from "./cn";
import { FittingRegion } from "./fitting-region";
import { ScrollRegion } from "./scroll-region";

interface TableProps extends ComponentProps<"table"> {
  /** Names it for screen readers. */
  label: string;
  /** Where the table is no wider than its place, its head stays under the top bar; else it scrolls sideways in itself. */
  hasStickyHead?: boolean;
}

/**
 * Parts of a table: `<Table label=…><thead><tr><Th/></tr></thead><tbody><Tr><Td/></Tr></tbody></Table>`. How cells look stands
 * in `table-rows` of globals.css: a long list would say it a thousand times.
 */
export function Table({ label, hasStickyHead, className, ...props }: TableProps) {
  const Region = hasStickyHead ? FittingRegion : ScrollRegion;
  return (
    <Region label={label} className="overflow-y-hidden">
      <table className={cn("table-rows", className)} {...props} />
    </Region>
  );
}

export function Th(props: ComponentProps<"th">) {
  return <th scope="col" {...props} />;
}

export function Tr(props: ComponentProps<"tr">) {
  return <tr {...props} />;
}

export function Td(props: ComponentProps<"td">) {
  return <td {...props} />;
}

/** For figures: right aligned, digits of one width. */
export const numeric = "text-right! tabular-nums";
