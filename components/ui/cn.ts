import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      "font-weight": ["strong"],
      spacing: ["row", "control", "nav", "bar"],
      shadow: ["card", "float"],
      animate: ["turn", "appear", "changed", "late"],
    },
  },
});

/** Joins class names; of two that set the same thing the later one stays, so a caller can adjust a primitive. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
