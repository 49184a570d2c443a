"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/components/actions/use-act";
import { usePhrase } from "@/components/ui/phrase";
import type { Problem } from "@/lib/domain/problem";
import { noteOf } from "./note-of";

const TYPING_PAUSE_MS = 350;

/**
 * Judges what is filled in while it is filled in: on leaving a field, and live once something is wrong. A field that nobody
 * has left yet is not blamed. The judge is the server, because most rules are about the network around.
 */
export function useCheck<Values>(
  values: Values,
  judge: (values: Values) => Promise<ActionResult<Problem[]>>,
  /** What is judged in the browser. */
  judgedHere: readonly Problem[] = [],
) {
  const say = usePhrase();
  const [answered, setProblems] = useState<readonly Problem[]>([]);
  const problems = [...answered, ...judgedHere];
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const latest = useRef({ values, judge, turn: 0, judged: values });
  latest.current.values = values;
  latest.current.judge = judge;

  const check = useCallback(async () => {
    const state = latest.current;
    state.turn += 1;
    const { turn, values: sent } = state;
    try {
      const { data } = await state.judge(sent);
      // Without an answer (no connection, no session) the last one holds; saving says what is the matter.
      if (!data || turn !== state.turn) return;
      state.judged = sent;
      setProblems(data);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }, []);

  const isShown = (path: string) => showsAll || left.has(path);
  const isWrong = problems.some(({ path }) => path && isShown(path.join(".")));
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs again because the values changed.
  useEffect(() => {
    if (!isWrong) return;
    const timer = setTimeout(check, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values, isWrong, check]);

  const shown = problems.filter(({ path = [] }) => isShown(path.join(".")));
  return {
    noteAt: (path: string) => (isShown(path) ? noteOf(problems, path, say) : undefined),
    leave: (path: string) => {
      // What was wrong before it was filled in would show for a moment, and move the button that is being pressed.
      const { judged, values: filled } = latest.current;
      if (!isSameAt(path, judged, filled)) setProblems((known) => known.filter((one) => one.path?.join(".") !== path));
      setLeft((known) => (known.has(path) ? known : new Set([...known, path])));
      void check();
    },
    /** What the server refused when it was to be saved. */
    refuse: (refused: readonly Problem[]) => {
      latest.current.turn += 1;
      setProblems(refused);
      setShowsAll(true);
    },
    /** Fields that are refused, and those that are only warned of, as far as it is shown. */
    errorCount: countFields(shown, "error"),
    warningCount: countFields(shown, "warning"),
    /** True when something of it does not stand on the page yet. */
    hides: (told: readonly Problem[]) => {
      const known = new Set(shown.map(({ phrase }) => JSON.stringify(phrase)));
      return told.some(({ phrase }) => !known.has(JSON.stringify(phrase)));
    },
    /** About the whole, or about fields that have no control. */
    problems,
  };
}

function countFields(problems: readonly Problem[], severity: Problem["severity"]): number {
  return new Set(problems.filter((one) => one.severity === severity).map(({ path = [] }) => path.join("."))).size;
}

function isSameAt(path: string, one: unknown, other: unknown): boolean {
  return JSON.stringify(valueAt(path, one)) === JSON.stringify(valueAt(path, other));
}

function valueAt(path: string, values: unknown): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, part) => (typeof value === "object" && value ? Reflect.get(value, part) : undefined),
      values,
    );
}
