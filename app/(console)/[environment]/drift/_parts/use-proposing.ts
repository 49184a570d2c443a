"use client";

import { useTranslations } from "next-intl";
import { adoptDriftAction, revertDriftAction } from "@/lib/server/drift/actions";
import type { DriftGroup } from "./drift-group";
import type { Decision } from "./drift-rows";
import type { Proposing } from "./propose-dialog";

/** What the dialog says about adopting or reverting these. */
export function useProposing(): (decision: Decision, about: readonly DriftGroup[]) => Proposing {
  const t = useTranslations("drift");
  return (decision, about) => {
    const keys = about.map(({ key }) => key);
    const names = { count: about.length, name: about[0]?.name ?? "" };
    if (decision === "adopt") {
      return {
        save: adoptDriftAction,
        keys,
        title: t("adopt.title", names),
        body: t("adopt.body"),
        keep: t("adopt.keep"),
        act: t("adopt.act"),
        changeTitle: t("adopt.changeTitle", names),
      };
    }
    const isMadeAnew = about.some(({ isGone }) => isGone);
    return {
      save: revertDriftAction,
      keys,
      title: t("revert.title", names),
      body: isMadeAnew ? `${t("revert.body")} ${t("revert.goneBody")}` : t("revert.body"),
      keep: t("revert.keep"),
      act: t("revert.act"),
      changeTitle: t("revert.changeTitle", names),
    };
  };
}
