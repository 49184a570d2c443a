"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DraftOption } from "@/components/resources/change-choice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TablePager } from "@/components/ui/table-pager";
import type { DriftGroup } from "./drift-group";
import { type Decision, DriftHeads, DriftRows } from "./drift-rows";
import { IgnoreDialog, type Ignoring } from "./ignore-dialog";
import { ProposeDialog, type Proposing } from "./propose-dialog";
import { useProposing } from "./use-proposing";

const PAGE_SIZE = 25;

interface DriftListProps {
  slug: string;
  groups: readonly DriftGroup[];
  drafts: readonly DraftOption[];
  mayEdit: boolean;
}

/** What drifted, grouped by resource: one of them or several at once go into one change. */
export function DriftList({ slug, groups, drafts, mayEdit }: DriftListProps) {
  const t = useTranslations("drift.told");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(1);
  const [proposing, setProposing] = useState<Proposing | null>(null);
  const [ignoring, setIgnoring] = useState<Ignoring | null>(null);
  const page = Math.min(asked, Math.max(1, Math.ceil(groups.length / PAGE_SIZE)));
  const shown = groups.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  // What was decided meanwhile is not among them any more.
  const selected = groups.filter(({ key }) => chosen.has(key));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const words = useProposing();
  const propose = (what: Decision, about: readonly DriftGroup[]) => setProposing(words(what, about));
  return (
    <>
      <div className="flex min-h-7 flex-wrap items-center gap-2 border-b border-border px-4 py-1 text-xs">
        {selected.length > 0 ? (
          <SelectedBar
            selected={selected}
            onPropose={propose}
            onIgnore={() => setIgnoring({ differences: selected.flatMap(differencesOf) })}
            onClear={() => setChosen(new Set())}
          />
        ) : (
          <>
            {mayEdit && (
              <Checkbox
                label={t("selectAll")}
                isLabelHidden
                checked={false}
                onChange={() => setChosen(new Set(groups.map(({ key }) => key)))}
              />
            )}
            <span aria-hidden="true" className="md:hidden">
              {mayEdit && t("selectAll")}
            </span>
            <DriftHeads />
          </>
        )}
      </div>
      <ul aria-label={t("title")}>
        {shown.map((group) => (
          <DriftRows
            key={group.key}
            slug={slug}
            group={group}
            decide={
              mayEdit
                ? {
                    isChosen: chosen.has(group.key),
                    onToggle: () => toggle(group.key),
                    onPropose: (what) => propose(what, [group]),
                    onIgnore: (line) => setIgnoring({ differences: [{ key: group.key, ...line }] }),
                  }
                : null
            }
          />
        ))}
      </ul>
      <TablePager page={page} pageSize={PAGE_SIZE} count={groups.length} onPage={setAsked} />
      {!mayEdit && <p className="border-t border-border px-4 py-2 text-xs text-muted">{t("noRight")}</p>}
      <ProposeDialog slug={slug} proposing={proposing} drafts={drafts} onClose={() => setProposing(null)} />
      <IgnoreDialog slug={slug} ignoring={ignoring} onClose={() => setIgnoring(null)} />
    </>
  );
}

function differencesOf({ key, lines }: DriftGroup): Ignoring["differences"][number][] {
  return lines.map(({ path, fingerprint }) => ({ key, path, fingerprint }));
}

interface SelectedBarProps {
  selected: readonly DriftGroup[];
  onPropose: (what: Decision, about: readonly DriftGroup[]) => void;
  onIgnore: () => void;
  onClear: () => void;
}

function SelectedBar({ selected, onPropose, onIgnore, onClear }: SelectedBarProps) {
  const t = useTranslations("drift");
  return (
    <>
      <Checkbox label={t("told.clear")} isLabelHidden checked={false} isMixed onChange={onClear} />
      <b>{t("told.selected", { count: selected.length })}</b>
      <Button size="small" onClick={() => onPropose("adopt", selected)}>
        {t("adopt.open")}
      </Button>
      <Button size="small" onClick={() => onPropose("revert", selected)}>
        {t("revert.open")}
      </Button>
      <Button size="small" onClick={onIgnore}>
        {t("ignore.open")}
      </Button>
    </>
  );
}
