"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/components/actions/use-act";
import { usePhrase } from "@/components/ui/phrase";
import type { Problem } from "@/lib/domain/problem";

/** What stands beside a field. */
export interface FieldNote {
  text: string;
  isError: boolean;
  suggestion?: string;
}

const TYPING_PAUSE_MS = 350;

/**
 * Judges what is filled in while it is filled in: on leaving a field, and live once something is wrong. A field that nobody
 * has left yet is not blamed. The judge is the server, because most rules are about the network around.
 */
export function useCheck<Values>(values: Values, judge: (values: Values) => Promise<ActionResult<Problem[]>>) {
  const say = usePhrase();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const latest = useRef({ values, judge, turn: 0 });
  latest.current.values = values;
  latest.current.judge = judge;

  const check = useCallback(async () => {
    const state = latest.current;
    state.turn += 1;
    const { turn } = state;
    try {
      const { data } = await state.judge(state.values);
      // Without an answer (no connection, no session) the last one holds; saving says what is the matter.
      if (data && turn === state.turn) setProblems(data);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }, []);

  const isWrong = problems.some(({ path }) => path && (showsAll || left.has(path.join("."))));
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs again because the values changed.
  useEffect(() => {
    if (!isWrong) return;
    const timer = setTimeout(check, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values, isWrong, check]);

  const noteAt = (path: string): FieldNote | undefined => {
    if (!showsAll && !left.has(path)) return undefined;
    const here = problems.filter((problem) => problem.path?.join(".") === path);
    const worst = here.find(({ severity }) => severity === "error") ?? here[0];
    if (!worst) return undefined;
    const { severity, phrase, suggestion } = worst;
    return { text: say(phrase), isError: severity === "error", ...(suggestion === undefined ? {} : { suggestion }) };
  };

  return {
    noteAt,
    leave: (path: string) => {
      setLeft((known) => (known.has(path) ? known : new Set([...known, path])));
      void check();
    },
    /** What the server refused when it was to be saved. */
    refuse: (refused: readonly Problem[]) => {
      latest.current.turn += 1;
      setProblems(refused);
      setShowsAll(true);
    },
    errorCount: new Set(
      problems
        .filter(({ severity, path = [] }) => severity === "error" && (showsAll || left.has(path.join("."))))
        .map(({ path = [] }) => path.join(".")),
    ).size,
    /** About the whole, or about fields that have no control. */
    problems,
  };
}
