import { useTranslations } from "next-intl";
import type { ActionResult } from "@/components/actions/use-act";
import { FreezeScopeText } from "@/components/policy/freeze-scope-text";
import { TwoLineInstant } from "@/components/policy/two-line-instant";
import type { FreezeRow } from "@/lib/server/policy/freeze-queries";
import { LiftFreeze } from "./lift-freeze";

interface FreezeListProps {
  label: string;
  freezes: FreezeRow[];
  /** Null for who may not. */
  lift: ((input: { id: string }) => Promise<ActionResult<void>>) | null;
}

/** Freezes of one state. Past ones say how they ended instead of offering to. */
export function FreezeList({ label, freezes, lift }: FreezeListProps) {
  const t = useTranslations("policy.freezes");
  return (
    <ul aria-label={label}>
      {freezes.map((freeze) => (
        <li
          key={freeze.id}
          className="grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)_minmax(88px,auto)] gap-x-6 gap-y-2 border-b border-border px-4 py-2.5 last:border-b-0 max-lg:grid-cols-1"
        >
          <div className="min-w-0">
            <p className="font-strong break-words">{freeze.reason}</p>
            <p className="text-xs text-muted">{t("by", { name: freeze.createdByName })}</p>
          </div>
          <div className="min-w-0">
            <FreezeScopeText freeze={freeze} />
          </div>
          <dl className="grid grid-cols-2 gap-x-4">
            <Moment name={t("from")} at={freeze.startsAt} />
            <Moment name={t("until")} at={wasCalledOff(freeze) ? freeze.endsAt : (freeze.liftedAt ?? freeze.endsAt)} />
          </dl>
          <div className="max-lg:has-[button]:-ml-2 lg:text-right">
            <Ending freeze={freeze} lift={lift} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Moment({ name, at }: { name: string; at: Date }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd>
        <TwoLineInstant at={at} />
      </dd>
    </div>
  );
}

function Ending({ freeze, lift }: { freeze: FreezeRow; lift: FreezeListProps["lift"] }) {
  const t = useTranslations("policy.freezes");
  const { id, state, reason, liftedByName } = freeze;
  switch (state) {
    case "lifted":
      return (
        <span className="text-muted">
          {t(wasCalledOff(freeze) ? "calledOffBy" : "liftedBy", { name: liftedByName ?? "" })}
        </span>
      );
    case "ended":
      return <span className="text-muted">{t("ended")}</span>;
    case "active":
    case "coming":
      return lift && <LiftFreeze id={id} reason={reason} isComing={state === "coming"} action={lift} />;
    default: {
      const impossible: never = state;
      throw new Error(`Unknown state of a freeze: ${impossible}`);
    }
  }
}

/** Lifted before it ever began. */
function wasCalledOff({ startsAt, liftedAt }: FreezeRow): boolean {
  return liftedAt !== null && liftedAt < startsAt;
}
