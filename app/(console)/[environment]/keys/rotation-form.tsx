"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useState, useTransition } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { ReferenceField } from "@/components/resources/reference-field";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import { toast } from "@/components/ui/toast";
import type { KeyWay } from "@/lib/domain/goals/key-ways";
import type { PlanProblem } from "@/lib/domain/plan/step";
import { type KeyChoice, KeySource } from "./key-source";
import { rotationPath } from "./rotation-path";
import { type Minutes, WayChoice } from "./way-choice";

interface Proposal {
  environmentSlug: string;
  way: KeyWay;
  connectionKeys: string[];
  title: string;
  keys: { from: "own" | "shared" } | { from: "typed"; texts: [string, string] };
}

type Proposed = { outcome: "proposed"; changeNumber: number } | { outcome: "refused"; problems: PlanProblem[] };

interface RotationFormProps {
  slug: string;
  asked: { way: KeyWay; of: string[] };
  /** Of the chosen connections. */
  names: readonly string[];
  /** What can be chosen besides. */
  options: readonly ReferenceOption[];
  /** Of the first connection, in the order in which its keys are typed. */
  addresses: readonly string[];
  minutesToReplace: Minutes;
  isBlocked: boolean;
  propose: (input: Proposal) => Promise<ActionResult<Proposed>>;
  /** The table of the chosen connections. */
  chosen: ReactNode;
  /** What would happen. */
  children: ReactNode;
}

/** Which connections, which way, which keys. The first two stand in the address, so that the plan is made of them. */
export function RotationForm(props: RotationFormProps) {
  const { slug, names, options, addresses, minutesToReplace, isBlocked, propose, chosen, children } = props;
  const t = useTranslations("keys.form");
  const say = usePhrase();
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  // The plan of it takes the server a moment; what was chosen stands at once.
  const [{ way, of }, choose] = useOptimistic(props.asked);
  const [keys, setKeys] = useState<KeyChoice>({ from: "own", texts: ["", ""] });
  const [problems, setProblems] = useState<readonly PlanProblem[]>([]);
  const { act, error, isActing } = useAct(propose, (answer) => {
    if (answer?.outcome === "refused") setProblems(answer.problems);
    if (answer?.outcome !== "proposed") return;
    toast.success(t("saved", { number: String(answer.changeNumber) }));
    router.push(environmentPath(slug, `/changes/${answer.changeNumber}`));
  });

  const go = (next: { way: KeyWay; of: string[] }) =>
    startReading(() => {
      setProblems([]);
      choose(next);
      router.replace(rotationPath(slug, next.of, next.way), { scroll: false });
    });
  // Typed keys are of one connection; what was typed for it is not of another.
  const source: KeyChoice = of.length > 1 && keys.from === "typed" ? { ...keys, from: "own" } : keys;
  const title = t("changeTitle", { way, names: names.join(", ") }).slice(0, 120);
  const send = () =>
    act({
      ...{ environmentSlug: slug, way, connectionKeys: of, title },
      keys: source.from === "typed" ? { from: "typed", texts: source.texts } : { from: source.from },
    });
  const flawAt = (index: number) => {
    const flaw = problems.find(({ path }) => path?.[1] === index);
    return flaw && say(flaw.phrase);
  };
  return (
    <div aria-busy={isReading} className="flex flex-col gap-4">
      <Panel>
        <PanelHeader title={t("which")} />
        {chosen}
        {options.length > 0 && (
          <PanelBody>
            <div className="max-w-md">
              <ReferenceField
                // Another list of what is left is another question.
                key={of.join()}
                label={t(of.length === 0 ? "choose" : "add")}
                isOptional={false}
                notes={{}}
                kinds={["vpn-connection"]}
                options={options}
                value=""
                onChange={(key) => key !== "" && go({ way: of.length > 0 ? "rolling" : way, of: [...of, key] })}
                onLeave={() => undefined}
              />
            </div>
          </PanelBody>
        )}
      </Panel>
      <Panel>
        <PanelHeader title={t("way")} />
        <PanelBody>
          <WayChoice
            way={way}
            minutes={minutesToReplace}
            onlyRolling={of.length > 1}
            onChange={(next) => go({ way: next, of })}
          />
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("keys")} />
        <PanelBody>
          <KeySource
            choice={source}
            addresses={addresses}
            isOne={of.length === 1}
            flaws={[flawAt(0), flawAt(1)]}
            onChange={setKeys}
          />
        </PanelBody>
      </Panel>
      {children}
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      {problems
        .filter(({ path }) => path === undefined)
        .map(({ phrase }) => (
          <Notice key={JSON.stringify(phrase)} tone="down" role="alert">
            {say(phrase)}
          </Notice>
        ))}
      <div className="flex flex-col items-end">
        <ProposeButton
          way={way}
          name={names[0] ?? ""}
          busy={isActing}
          disabledReason={names.length === 0 ? t("noConnection") : isBlocked ? t("blocked") : undefined}
          onPropose={send}
        />
      </div>
    </div>
  );
}

interface ProposeButtonProps {
  way: KeyWay;
  name: string;
  busy: boolean;
  disabledReason: string | undefined;
  onPropose: () => Promise<boolean>;
}

/** What cannot be brought back asks for the name, even as a proposal. */
function ProposeButton({ way, name, busy, disabledReason, onPropose }: ProposeButtonProps) {
  const t = useTranslations("keys.form");
  if (way === "rolling") {
    return (
      <Button variant="primary" busy={busy} disabledReason={disabledReason} onClick={onPropose}>
        {t("propose")}
      </Button>
    );
  }
  const trigger = (
    <Button variant="danger" disabledReason={disabledReason}>
      {t("proposeAnew")}
    </Button>
  );
  if (disabledReason) return trigger;
  return (
    <ConfirmDialog
      trigger={trigger}
      title={t("question", { name })}
      consequence={t("consequence", { name })}
      keepLabel={t("keep", { name })}
      actLabel={t("act", { name })}
      typeName={name}
      onAct={onPropose}
    />
  );
}
