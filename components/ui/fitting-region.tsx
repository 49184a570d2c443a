"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";

/**
 * A `ScrollRegion` that scrolls only where what it holds is too wide for it: what scrolls in itself cannot have a part that
 * stays under the top bar. Whether it fits is measured, because it depends on the names in the cells.
 */
export function FittingRegion({ className, ...props }: Omit<ComponentProps<typeof ScrollRegion>, "ref">) {
  const region = useRef<HTMLElement>(null);
  const [fits, setFits] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setFits(element.scrollWidth <= element.clientWidth));
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return (
    <ScrollRegion
      ref={region}
      data-fits={fits || undefined}
      className={cn(className, fits && "overflow-visible!")}
      {...props}
    />
  );
}
