"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { fieldNotes } from "@/components/resources/field-notes";
import { focusFirstError } from "@/components/resources/focus-first-error";
import { useCheck } from "@/components/resources/use-check";
import { useKeptInput } from "@/components/resources/use-kept-input";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { usePhrase } from "@/components/ui/phrase";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import { isSame } from "@/lib/domain/plan/canonical";
import { isAcceptable, type Problem } from "@/lib/domain/problem";
import type { StageAnswers } from "@/lib/domain/setup/answers";
import { type AskingStage, STAGES, type Stage } from "@/lib/domain/setup/stages";
import { stagePath } from "./setup-path";

/** What is sent: which stage, and its answer in its own shape. */
export type Answered = { [Name in AskingStage]: { stage: Name; answer: StageAnswers[Name] } }[AskingStage];
interface Address {
  environmentSlug: string;
  id: string;
}

export interface StageActions {
  check: (input: Address & Answered) => Promise<ActionResult<Problem[]>>;
  save: (input: Address & Answered & { began: unknown }) => Promise<ActionResult<SavedStage>>;
}

interface SavedStage {
  problems: Problem[];
  next: Stage;
  /** The answer as it is kept now. */
  stored: unknown;
}

export interface StageProps {
  slug: string;
  id: string;
  actions: StageActions;
}

interface StageUse<Values> extends StageProps {
  stage: AskingStage;
  /** What the controls begin with. */
  initial: Values;
  /** The answer that is stored; null when there is none. */
  stored: unknown;
  /** What the controls hold, as the stage's answer. */
  answerOf: (values: Values) => Answered;
  /** The same without typed keys: for the check, and for what stays in the browser. */
  plainOf?: (values: Values) => Values;
  /** What is wrong and can be told without asking: keys are not sent before they are saved. */
  judgeHere?: (values: Values) => Problem[];
}

/** True between two stages: the button that was pressed goes away with its page, and the keyboard would begin at the top again. */
let isWalking = false;

/** A stage that asks something: its values, what is wrong with them, and the way on and back. */
export function useStage<Values extends object>(use: StageUse<Values>) {
  const { slug, id, stage, initial, stored, answerOf, actions, plainOf = (values: Values) => values } = use;
  const { judgeHere = () => [] } = use;
  const t = useTranslations("resources.form");
  const router = useRouter();
  const element = useRef<HTMLFormElement>(null);
  // Before the stage is seen: later it would take the focus away from whoever is at a field already.
  useLayoutEffect(() => {
    if (isWalking) element.current?.focus({ preventScroll: true });
    isWalking = false;
  }, []);
  const [values, setValues] = useState(initial);
  const [began, setBegan] = useState(stored);
  // Where two people answer the same stage: the version that is not in the controls.
  const [aside, setAside] = useState<Values | null>(null);
  const address = { environmentSlug: slug, id };
  const isChanged = JSON.stringify(values) !== JSON.stringify(initial);
  const kept = useKeptInput(`${id} ${stage}`, plainOf(values), { isChanged });
  const judged = useCheck(
    values,
    (current) => actions.check({ ...address, ...answerOf(plainOf(current)) }),
    judgeHere(values),
  );
  const goes = useRef<Stage | null>(null);
  const save = useAct(actions.save, (saved) => {
    if (!saved) return;
    setBegan(saved.stored);
    setAside(null);
    const to = goes.current ?? saved.next;
    // A warning is passed knowingly: where nobody has seen it yet, it is shown first.
    if (goes.current === null && (!isAcceptable(saved.problems) || judged.hides(saved.problems))) {
      judged.refuse(saved.problems);
      focusFirstError(element.current);
      return;
    }
    kept.forget();
    isWalking = true;
    router.push(stagePath(slug, id, to));
  });
  const send = (to: Stage | null) => {
    goes.current = to;
    // What somebody else has saved meanwhile comes with the page.
    void save.act({ ...address, ...answerOf(values), began }).then((isSaved) => !isSaved && router.refresh());
  };
  const isConflict = save.error !== undefined && !isSame(stored, began);
  const settle = (next: { values: Values; aside: Values }) => {
    setValues(next.values);
    setAside(next.aside);
    setBegan(stored);
    save.forget();
  };
  const conflict = {
    aside,
    keepMine: isConflict ? () => settle({ values, aside: initial }) : null,
    takeTheirs: isConflict ? () => settle({ values: initial, aside: values }) : null,
    swap: () => {
      if (!aside) return;
      setValues(aside);
      setAside(values);
    },
  };
  const set = (changed: Partial<Values>) => setValues((current) => ({ ...current, ...changed }));
  const leave = (path: string) => () => judged.leave(path);
  return {
    values,
    set,
    setValues,
    leave,
    noteAt: judged.noteAt,
    /** What a field's `Field` takes; a suggestion is put into it. */
    notes: (path: keyof Values & string, help?: string, onUse?: (suggestion: string) => void) =>
      fieldNotes(judged.noteAt(path), {
        help,
        // A suggested resource is called by its name.
        labelOf: (value) => t("use", { value: /^[a-z-]+$/.test(kindInKey(value)) ? nameInKey(value) : value }),
        onUse: onUse ?? ((suggestion) => setValues((current) => ({ ...current, [path]: suggestion }))),
      }),
    frame: { element, stage, send, save, judged, kept, setValues, isChanged, conflict },
  };
}

interface StageFrameProps<Values> {
  use: ReturnType<typeof useStage<Values & object>>["frame"];
  children: ReactNode;
}

/** The form of a stage with its foot: back, what is missing, on. */
export function StageFrame<Values>({ use, children }: StageFrameProps<Values>) {
  const t = useTranslations("setup");
  const say = usePhrase();
  const { element, stage, send, save, judged, kept, conflict } = use;
  const at = STAGES.indexOf(stage);
  const [previous, next] = [STAGES[at - 1], STAGES[at + 1]];
  const whole = judged.problems.filter(({ path }) => path === undefined || path.length === 0);
  return (
    <form
      ref={element}
      noValidate
      tabIndex={-1}
      aria-label={t(`stage.${stage}`)}
      className="flex grow flex-col outline-none"
      onSubmit={(event) => {
        event.preventDefault();
        send(null);
      }}
    >
      <div className="flex grow flex-col gap-5">
        {kept.kept && !use.isChanged && (
          <Notice
            action={
              <Button
                size="small"
                onClick={() => {
                  if (kept.kept) use.setValues(kept.kept);
                  kept.dismiss();
                }}
              >
                {t("keptRestore")}
              </Button>
            }
          >
            {t("kept")}
          </Notice>
        )}
        {children}
        {whole.map((problem) => (
          <Notice key={problem.phrase.key} tone={problem.severity === "error" ? "down" : "degraded"}>
            {say(problem.phrase)}
          </Notice>
        ))}
        {save.error && (
          <Notice tone="down" role="alert">
            <p>{save.error}</p>
            {conflict.keepMine && (
              <p className="mt-2 flex flex-wrap gap-2">
                <Button size="small" onClick={conflict.keepMine}>
                  {t("conflict.keepMine")}
                </Button>
                <Button size="small" variant="quiet" onClick={conflict.takeTheirs ?? undefined}>
                  {t("conflict.takeTheirs")}
                </Button>
              </p>
            )}
          </Notice>
        )}
        {conflict.aside && !save.error && (
          <Notice
            action={
              <Button size="small" onClick={conflict.swap}>
                {t("conflict.swap")}
              </Button>
            }
          >
            {t("conflict.aside")}
          </Notice>
        )}
      </div>
      <footer className="sticky bottom-0 z-10 mt-8 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-border bg-background max-sm:justify-between py-3">
        {previous && (
          <Button onClick={() => send(previous)} busy={save.isActing}>
            {t("back")}
          </Button>
        )}
        <span role="status" className="ml-auto text-xs text-muted max-sm:order-first max-sm:w-full">
          {judged.errorCount > 0
            ? t("toCorrect", { count: judged.errorCount })
            : judged.warningCount > 0 && t("toMind", { count: judged.warningCount })}
        </span>
        {next && (
          <Button type="submit" variant="primary" busy={save.isActing}>
            {t("continueTo", { stage: t(`stage.${next}`) })}
          </Button>
        )}
      </footer>
    </form>
  );
}
