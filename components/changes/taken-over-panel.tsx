import { useTranslations } from "next-intl";
import { SpecChanges } from "@/components/resources/spec-changes";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { TakenOver } from "@/lib/domain/drift/drift-view";

interface TakenOverPanelProps {
  taken: readonly TakenOver[];
  nameOf: (key: string) => string;
}

/** What the change makes the wish without a call, because AWS has it so already; nothing where there is none. */
export function TakenOverPanel({ taken, nameOf }: TakenOverPanelProps) {
  const t = useTranslations("drift.takenOver");
  const kinds = useTranslations("kinds");
  if (taken.length === 0) return null;
  const telling = taken.filter(({ isGone, changes }) => isGone || changes.length > 0);
  const plain = taken.filter(({ isGone, changes }) => !isGone && changes.length === 0);
  return (
    <Panel>
      <PanelHeader title={t("title")} count={taken.length} />
      <ul>
        {telling.map(({ kind, key, name, isGone, changes }) => (
          <li key={key} className="border-b border-border px-4 py-2 last:border-b-0">
            <p>
              <b className="font-strong">{name}</b>{" "}
              <span className="text-xs text-muted">
                {kinds(`${kind}.label`)}
                {isGone && ` · ${t("gone")}`}
              </span>
            </p>
            {changes.length > 0 && <SpecChanges kind={kind} changes={changes} nameOf={nameOf} />}
          </li>
        ))}
      </ul>
      {plain.length > 0 && (
        <details>
          <summary className="cursor-pointer px-4 py-[7px] text-xs text-muted">
            {t("asIs", { count: plain.length })}
          </summary>
          <ul className="pb-2">
            {plain.map(({ kind, key, name }) => (
              <li key={key} className="px-4 py-0.5">
                {name} <span className="text-xs text-muted">{kinds(`${kind}.label`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
