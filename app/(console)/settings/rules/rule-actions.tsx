"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { ConfirmAct } from "@/components/actions/confirm-act";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

type Direction = "up" | "down";

export interface RuleActionsProps {
  rule: { id: string; name: string };
  place: { index: number; count: number };
  actions: {
    move: (input: { id: string; direction: Direction }) => Promise<ActionResult<void>>;
    remove: (input: { id: string }) => Promise<ActionResult<void>>;
  };
}

/** Moves, edits or removes one rule. */
export function RuleActions({ rule: { id, name }, place: { index, count }, actions }: RuleActionsProps) {
  const t = useTranslations("policy.rules");
  const { act, isActing, error } = useAct(actions.move);
  const pressed = useRef<HTMLButtonElement | null>(null);
  // A row that is put elsewhere in the page loses the focus, and with it the place from which it is moved on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs because the row stands elsewhere.
  useEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  }, [index]);
  const move = (direction: Direction, button: HTMLButtonElement) => {
    pressed.current = button;
    void act({ id, direction });
  };
  return (
    <div className="flex flex-wrap items-start gap-0.5 lg:justify-end">
      <MoveButton
        label={t("moveUp", { name })}
        offReason={index === 0 ? t("isFirst") : null}
        isBusy={isActing}
        onMove={(button) => move("up", button)}
        icon={ArrowUp}
      />
      <MoveButton
        label={t("moveDown", { name })}
        offReason={index === count - 1 ? t("isLast") : null}
        isBusy={isActing}
        onMove={(button) => move("down", button)}
        icon={ArrowDown}
      />
      <Button asChild size="small" variant="quiet">
        <Link href={`/settings/rules/${id}`} aria-label={t("editOf", { name })}>
          {t("edit")}
        </Link>
      </Button>
      <RemoveRule id={id} name={name} action={actions.remove} />
      <span role="status" className="sr-only">
        {t("moved", { name, number: index + 1, count })}
      </span>
      {error && (
        <p role="alert" className="w-full text-xs text-down-text">
          {error}
        </p>
      )}
    </div>
  );
}

interface MoveButtonProps {
  label: string;
  /** Why it goes no further; null while it does. */
  offReason: string | null;
  isBusy: boolean;
  onMove: (button: HTMLButtonElement) => void;
  icon: typeof ArrowUp;
}

function MoveButton({ label, offReason, isBusy, onMove, icon: Icon }: MoveButtonProps) {
  const reasonId = useId();
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon
        aria-label={label}
        title={offReason ?? label}
        disabledBy={offReason === null ? undefined : reasonId}
        onClick={(event) => isBusy || onMove(event.currentTarget)}
      >
        <Icon aria-hidden="true" />
      </Button>
      {offReason !== null && (
        <span id={reasonId} className="sr-only">
          {offReason}
        </span>
      )}
    </>
  );
}

function RemoveRule({ id, name, action }: { id: string; name: string; action: RuleActionsProps["actions"]["remove"] }) {
  const t = useTranslations("policy.rules.remove");
  return (
    <ConfirmAct
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { name })}>
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence")}
      keepLabel={t("keep", { name })}
      actLabel={t("act", { name })}
      action={() => action({ id })}
      done={t("done", { name })}
    />
  );
}
