"use client";

import { Focus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";

interface SidePanelProps {
  /** The kind, above the name. */
  kind: string;
  name: string;
  badge?: ReactNode;
  awsId: string | null;
  isPathOnly: boolean;
  onPathOnly: () => void;
  onClose: () => void;
  /** Consequence and links, below the name. */
  children?: ReactNode;
  sections: ReactNode;
}

/** What is known of the selected piece. Beside the map and not modal: the map stays usable. */
export function SidePanel(props: SidePanelProps) {
  const { kind, name, badge, awsId, isPathOnly, onPathOnly, onClose, children, sections } = props;
  const t = useTranslations("topology.panel");
  return (
    <aside
      aria-label={t("label", { name })}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="overflow-auto border-l border-border bg-surface [&>section]:border-b [&>section]:border-border [&>section]:px-4 [&>section]:py-3.5 [&>section:last-child]:border-b-0"
    >
      <section>
        <div className="flex items-center justify-between">
          <span className="text-xs text-muted">{kind}</span>
          <span className="flex gap-0.5">
            <Button
              size="small"
              variant="quiet"
              icon
              aria-pressed={isPathOnly}
              aria-label={t("pathOnly")}
              title={t("pathOnly")}
              onClick={onPathOnly}
              className={isPathOnly ? "bg-selected!" : undefined}
            >
              <Focus aria-hidden="true" />
            </Button>
            <Button size="small" variant="quiet" icon aria-label={t("close")} onClick={onClose}>
              <X aria-hidden="true" />
            </Button>
          </span>
        </div>
        <div className="mt-0.5 mb-[3px] flex min-w-0 flex-wrap items-center gap-2">
          <h2 className="min-w-0 truncate text-lg">{name}</h2>
          {badge}
        </div>
        {awsId && <CopyId id={awsId} className="text-xs text-muted" />}
        {children}
      </section>
      {sections}
    </aside>
  );
}

/** One part of the panel under a heading. */
export function PanelPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
