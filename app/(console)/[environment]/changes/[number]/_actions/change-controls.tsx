import { useTranslations } from "next-intl";
import { GateText } from "@/components/changes/gates-panel";
import { PhraseText, usePhrase } from "@/components/ui/phrase";
import { TimeLeft } from "@/components/ui/time-left";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import { BREAKABLE } from "@/lib/domain/changes/gates";
import { actionable, whyOff } from "./actionable";
import { type Address, ChangeActions } from "./change-actions";

interface ChangeControlsProps {
  change: ChangeView;
  address: Address;
  environment: { name: string; purpose: string };
}

/** What can be done with the change now. Its sentences are written here, so that their words need not be sent. */
export function ChangeControls({ change, address, environment }: ChangeControlsProps) {
  const say = usePhrase();
  const t = useTranslations("changes.act");
  const gateNames = useTranslations("changes.gates");
  const { may, gates } = change;
  const reasonOf = (name: "schedule" | "breakGlass") => (may[name] ? say(may[name]) : null);
  return (
    <ChangeActions
      change={actionable(change)}
      address={address}
      environmentName={environment.name}
      isSandbox={environment.purpose === "sandbox"}
      note={<WhyOff change={change} />}
      lasting={<Lasting change={change} />}
      may={{
        edit: may.edit,
        submit: may.submit,
        review: may.review === null,
        apply: may.apply === null,
        abandon: may.abandon,
        steer: may.steer,
      }}
      whyNot={{ schedule: reasonOf("schedule"), breakGlass: reasonOf("breakGlass") }}
      passedOver={gates
        .filter(({ name, state }) => state !== "pass" && BREAKABLE.includes(name))
        .map(({ name, phrase }) => t("passedOverGate", { gate: gateNames(name), text: say(phrase) }))}
    />
  );
}

function WhyOff({ change }: { change: ChangeView }) {
  const t = useTranslations("changes.act");
  const why = whyOff(change);
  if (why === null) return null;
  if ("key" in why) return <PhraseText phrase={why} />;
  return (
    <>
      {t("approvedBlocked")} <GateText gate={why} />
    </>
  );
}

/** How long what the approver says here counts. */
function Lasting({ change: { approvalsExpireAt, status } }: { change: ChangeView }) {
  const t = useTranslations("changes.act");
  if (status !== "APPROVED" || !approvalsExpireAt) return null;
  return t.rich("lasts", { left: () => <TimeLeft until={approvalsExpireAt} /> });
}
