"use client";

import { cn } from "@/components/ui/cn";

interface DifferenceLinesProps {
  /** Of the columns; null where there is none. */
  heads: { field: string; before: string | null; after: string | null };
  /** Field, value before, value after, in words. */
  lines: readonly (readonly [field: string, before: string | null, after: string | null])[];
  /** What stays as it is bears no sign and no colour. */
  isUnchanged?: boolean;
}

/** The lines of a `DifferenceTable`, drawn in the browser out of their words: a plan for a new site has hundreds. */
export function DifferenceLines({ heads, lines, isUnchanged = false }: DifferenceLinesProps) {
  return (
    <table className="difference-lines">
      <thead className="sr-only">
        <tr>
          <th>{heads.field}</th>
          {heads.before !== null && <th>{heads.before}</th>}
          {heads.after !== null && <th>{heads.after}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(([field, before, after]) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            {before !== null && <td className={cn("mono text-muted", after === null && "pr-4")}>− {before}</td>}
            {after !== null && (
              <td className={cn("mono pr-4", isUnchanged ? "text-muted" : "text-proposed-text")}>
                {isUnchanged ? after : `+ ${after}`}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
