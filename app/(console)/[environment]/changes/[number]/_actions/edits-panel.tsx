"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { removeEditAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface EditsPanelProps {
  edits: { key: string; name: string; kindName: string; operation: "put" | "remove" }[];
  revision: number;
  canTakeOut: boolean;
  address: Address;
}

/** A removal may have hundreds; on a phone the plan stands below them. */
const FOLDED_FROM = 10;
const SHOWN_AT_FIRST = 6;

/** What the change wants of each resource. Taking an edit out takes the change back to draft. */
export function EditsPanel({ edits, revision, canTakeOut, address }: EditsPanelProps) {
  const t = useTranslations("changes.edits");
  const { act, error, isActing } = useAct(removeEditAction);
  const [showsAll, setShowsAll] = useState(false);
  if (edits.length === 0) return null;
  const shown = showsAll || edits.length <= FOLDED_FROM ? edits : edits.slice(0, SHOWN_AT_FIRST);
  return (
    <Panel>
      <PanelHeader title={t("title")} count={edits.length} />
      <ul className="py-1">
        {shown.map(({ key, name, kindName, operation }) => (
          <li key={key} className="flex items-center gap-2 px-4 py-1">
            <span
              aria-hidden="true"
              className={operation === "put" ? "mono text-proposed-text" : "mono text-down-text"}
            >
              {operation === "put" ? "+" : "−"}
            </span>
            <span className="min-w-0 grow">
              <span className="sr-only">{t(operation)} </span>
              <span className={operation === "put" ? "break-words" : "break-words line-through"}>{name}</span>{" "}
              <span className="text-xs text-muted">{kindName}</span>
            </span>
            {canTakeOut && (
              <Button
                variant="quiet"
                size="small"
                icon
                aria-label={t("takeOutName", { name })}
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
      {shown.length < edits.length && (
        <p className="px-4 pb-3">
          <button type="button" className="link text-xs" onClick={() => setShowsAll(true)}>
            {t("all", { count: edits.length })}
          </button>
        </p>
      )}
      {error && (
        <p role="alert" className="px-4 pb-3 text-xs text-down-text">
          {error}
        </p>
      )}
    </Panel>
  );
}
