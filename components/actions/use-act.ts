"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { FieldErrors } from "@/lib/domain/issue-phrase";
import type { ActionError } from "@/lib/errors";

/** What an action made by `defineAction` answers. */
export interface ActionResult<Data> {
  data?: Data;
  serverError?: ActionError;
  validationErrors?: FieldErrors;
}

type Action<Input, Data> = (input: Input) => Promise<ActionResult<Data>>;

/**
 * Calls an action and keeps what it answers in words. `act` resolves to whether it was done, so that a dialog closes or stays;
 * `fieldErrors` are texts by path ("tunnels.0.insideCidr").
 */
export function useAct<Input, Data>(action: Action<Input, Data>, onDone?: (data: Data | undefined) => void) {
  const t = useTranslations();
  const [isActing, startActing] = useTransition();
  const [answer, setAnswer] = useState<ActionResult<Data>>({});

  const act = (input: Input) =>
    new Promise<boolean>((resolve) => {
      startActing(async () => {
        const result = await callSafely(action, input);
        const isDone = !result.serverError && !result.validationErrors;
        setAnswer(result);
        if (isDone) onDone?.(result.data);
        resolve(isDone);
      });
    });

  const { serverError, validationErrors = {} } = answer;
  const fieldErrors: Record<string, string> = Object.fromEntries(
    Object.entries(validationErrors).map(([path, { key, values }]) => [path, t(key, values)]),
  );
  return {
    act,
    isActing,
    error: serverError && t(`errors.${serverError.code}`, serverError.values),
    fieldErrors,
    forget: () => setAnswer({}),
  };
}

/** A call that got no answer throws in the browser; whether the server did it is then not known. */
async function callSafely<Input, Data>(action: Action<Input, Data>, input: Input): Promise<ActionResult<Data>> {
  try {
    // A redirect answers nothing at all.
    return (await action(input)) ?? {};
  } catch (error) {
    if (error instanceof TypeError) return { serverError: { code: "unreachable" } };
    throw error;
  }
}
