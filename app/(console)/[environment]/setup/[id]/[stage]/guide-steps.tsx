import { useTranslations } from "next-intl";
import { stagePath } from "@/components/setup/setup-path";
import { Age } from "@/components/ui/age";
import { Stepper, type StepperStep } from "@/components/ui/stepper";
import { nameInKey } from "@/lib/domain/kinds/key";
import { isAskingStage, STAGES, type Stage } from "@/lib/domain/setup/stages";
import { canOpen, type LoadedGuide } from "./load-guide";

/** All stages at the left, with what each of them brought. */
export function GuideSteps({ stage, loaded }: { stage: Stage; loaded: LoadedGuide }) {
  const t = useTranslations("setup");
  const { slug, guide } = loaded;
  const summary = useSummary(loaded);
  const steps = STAGES.map((id): StepperStep => {
    const isDone = isStageDone(id, loaded);
    return {
      id,
      title: t(`stage.${id}`),
      summary: isDone ? summary(id) : undefined,
      state: id === stage ? "current" : isDone ? "done" : "ahead",
      href: id !== stage && canOpen(id, loaded) ? stagePath(slug, guide.id, id) : undefined,
    };
  });
  return (
    <>
      <p className="truncate font-semibold">{guide.name || t("unnamed")}</p>
      <p className="mb-4 text-xs text-muted">
        {t.rich("stepOf", {
          step: STAGES.indexOf(stage) + 1,
          steps: STAGES.length,
          age: () => <Age since={guide.updatedAt} form="ago" />,
        })}
      </p>
      <Stepper label={t("stages")} steps={steps} className="max-md:hidden" />
      <details className="md:hidden">
        <summary className="link cursor-pointer">{t("stages")}</summary>
        <Stepper label={t("stages")} steps={steps} className="mt-3" />
      </details>
    </>
  );
}

function isStageDone(stage: Stage, { waitsAt, isApplied, guide, connection }: LoadedGuide): boolean {
  if (isAskingStage(stage)) return waitsAt === null || STAGES.indexOf(stage) < STAGES.indexOf(waitsAt);
  switch (stage) {
    case "review":
      return isApplied;
    case "configuration":
      return isApplied && STAGES.indexOf(guide.stage) > STAGES.indexOf(stage);
    case "device":
      return connection?.tunnels.some(({ state }) => state === "up") ?? false;
    case "test":
      return guide.finishedAt !== null;
  }
}

function useSummary({ guide, edits, change }: LoadedGuide): (stage: Stage) => string | undefined {
  const t = useTranslations("setup.summary");
  const { answers } = guide;
  const end = (answer: { use: "new" | "existing"; key: string; name: string } | undefined) =>
    answer && t(answer.use, { name: answer.use === "existing" ? nameInKey(answer.key) : answer.name });
  return (stage) => {
    switch (stage) {
      case "needs":
        return (
          answers.needs && t(answers.needs.routing, { address: answers.needs.ipAddress, asn: answers.needs.bgpAsn })
        );
      case "network":
        return answers.network && end({ ...answers.network, key: answers.network.vpc });
      case "customer-gateway":
        return end(answers["customer-gateway"]);
      case "vpn-gateway": {
        const made = edits.find(({ kind }) => kind === "vpn-gateway");
        return made ? t("new", { name: nameInKey(made.key) }) : end(answers["vpn-gateway"]);
      }
      case "access":
        return (
          answers.access &&
          t("access", { tables: answers.access.propagateInto.length, ways: answers.access.allow.length })
        );
      case "connection":
        return answers.connection?.name;
      case "review":
        return change ? t("change", { number: change.number }) : undefined;
      default:
        return undefined;
    }
  };
}
