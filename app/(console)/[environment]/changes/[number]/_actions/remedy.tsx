"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { rebaseChangeAction, replanChangeAction } from "@/lib/server/changes/actions";
import { type Address, Refusal } from "./change-actions";

interface RemedyProps {
  /** `replan`: for the network as it is now. `rebase`: the edits are taken up on what another change brought in. */
  what: "replan" | "rebase";
  address: Address;
}

/** Brings a change on whose plan does not fit any more. */
export function Remedy({ what, address }: RemedyProps) {
  const t = useTranslations("changes.act");
  const { act, error, isActing } = useAct(what === "replan" ? replanChangeAction : rebaseChangeAction);
  return (
    <>
      <Button size="small" variant="primary" busy={isActing} onClick={() => act(address)}>
        {t(what)}
      </Button>
      {error && <Refusal>{error}</Refusal>}
    </>
  );
}
