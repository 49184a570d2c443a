"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ActionResult } from "@/components/actions/use-act";
import { OpeningText } from "@/components/policy/opening-text";
import type { WindowInput } from "@/lib/domain/policy/window-input";

interface Opening {
  from: Date;
  until: Date;
}

export type PreviewAction = (input: Omit<WindowInput, "name">) => Promise<ActionResult<Opening[]>>;

/** When the window would open next. The server reckons it, with the same code that later decides. */
export function WindowPreview({
  input: { name: _, ...times },
  preview,
}: {
  input: WindowInput;
  preview: PreviewAction;
}) {
  const t = useTranslations("policy.window");
  const openings = usePreview(times, preview);
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-xs" aria-live="polite">
      <p className="font-medium">{t("preview")}</p>
      {openings.length === 0 ? (
        <p className="text-muted">{t("noPreview")}</p>
      ) : (
        <ul>
          {openings.map(({ from }) => (
            <li key={from.getTime()}>
              <OpeningText from={from} timeZone={times.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const CHOOSING_PAUSE_MS = 250;

function usePreview(times: Omit<WindowInput, "name">, preview: PreviewAction): Opening[] {
  const [openings, setOpenings] = useState<Opening[]>([]);
  const asText = JSON.stringify(times);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the object is new with every render; its text tells when it differs.
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // Without an answer nothing is foretold.
      const { data } = await preview(times).catch(noAnswer);
      if (isCurrent) setOpenings(data ?? []);
    }, CHOOSING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asText, preview]);
  return openings;
}

/** A call that gets no answer throws a TypeError in the browser. */
function noAnswer(error: unknown): ActionResult<Opening[]> {
  if (error instanceof TypeError) return {};
  throw error;
}
