"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { nameInKey } from "@/lib/domain/kinds/key";
import { removeEditAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface EditsPanelProps {
  edits: { key: string; kindName: string; operation: "put" | "remove" }[];
  revision: number;
  canTakeOut: boolean;
  address: Address;
}

/** What the change wants of each resource. Taking an edit out takes the change back to draft. */
export function EditsPanel({ edits, revision, canTakeOut, address }: EditsPanelProps) {
  const t = useTranslations("changes.edits");
  const { act, error, isActing } = useAct(removeEditAction);
  if (edits.length === 0) return null;
  return (
    <Panel>
      <PanelHeader title={t("title")} count={edits.length} />
      <ul className="py-1">
        {edits.map(({ key, kindName, operation }) => (
          <li key={key} className="flex items-center gap-2 px-4 py-1">
            <span
              aria-hidden="true"
              className={operation === "put" ? "mono text-proposed-text" : "mono text-down-text"}
            >
              {operation === "put" ? "+" : "−"}
            </span>
            <span className="min-w-0 grow">
              <span className="sr-only">{t(operation)} </span>
              <span className={operation === "put" ? "break-words" : "break-words line-through"}>{nameInKey(key)}</span>{" "}
              <span className="text-xs text-muted">{kindName}</span>
            </span>
            {canTakeOut && (
              <Button
                variant="quiet"
                size="small"
                icon
                aria-label={t("takeOutName", { name: nameInKey(key) })}
                title={t("takeOut")}
                busy={isActing}
                onClick={() => act({ ...address, key, expectedRevision: revision })}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="px-4 pb-3 text-xs text-down-text">
          {error}
        </p>
      )}
    </Panel>
  );
}
