import { type ReactNode, useEffect } from "react";
import { Kbd } from "@/components/ui/kbd";

/** Something to jump to. */
export interface PaletteEntry {
  /** Of its own among all entries. */
  id: string;
  href: string;
  line: ReactNode;
}

export interface PaletteGroup {
  heading: string;
  entries: readonly PaletteEntry[];
}

interface PaletteListProps {
  /** Of the list; the ids of its lines are made from it. */
  id: string;
  label: string;
  isBusy: boolean;
  groups: readonly PaletteGroup[];
  /** The entry that Enter goes to. */
  current: string | undefined;
  onCurrent: (id: string) => void;
  onGo: (href: string) => void;
  /** Stands above the groups. */
  children?: ReactNode;
}

/** The list under the palette's field. The focus stays in the field, which names the current line as its active descendant. */
export function PaletteList({ id, label, isBusy, groups, current, onCurrent, onGo, children }: PaletteListProps) {
  useEffect(() => {
    if (current !== undefined) document.getElementById(lineId(id, current))?.scrollIntoView({ block: "nearest" });
  }, [id, current]);
  return (
    <div className="max-h-[min(440px,60vh)] overflow-y-auto pb-1.5">
      {children}
      <div id={id} role="listbox" aria-label={label} aria-busy={isBusy}>
        {groups.map(({ heading, entries }, place) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, and a fieldset is none.
          <div key={heading} role="group" aria-labelledby={`${id}-group-${place}`}>
            <p id={`${id}-group-${place}`} className="px-3.5 pt-2 pb-0.5 text-2xs font-medium text-muted">
              {heading}
            </p>
            {entries.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys.
              // biome-ignore lint/a11y/useFocusableInteractive: so no line ever gets it.
              <div
                key={entry.id}
                id={lineId(id, entry.id)}
                role="option"
                aria-selected={entry.id === current}
                onPointerMove={() => onCurrent(entry.id)}
                onClick={() => onGo(entry.href)}
                className="flex h-8 cursor-pointer items-center gap-2.5 px-3.5 aria-selected:bg-selected pointer-coarse:h-11 [&_kbd]:invisible aria-selected:[&_kbd]:visible"
              >
                {entry.line}
                <Kbd aria-hidden="true" className="ml-auto">
                  ↵
                </Kbd>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The element of a line, which the field points at. */
export function lineId(listId: string, entryId: string): string {
  return `${listId}-${entryId.replace(/\s/g, "_")}`;
}
