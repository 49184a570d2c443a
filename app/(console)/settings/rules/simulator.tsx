import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { WhoWouldApprove } from "@/components/policy/who-would-approve";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { kindNames } from "@/lib/domain/kinds";
import { impacts } from "@/lib/domain/policy/impacts";
import type { Viewer } from "@/lib/server/auth/viewer";
import { simulateRules } from "@/lib/server/policy/simulate";
import { parseSimulator, parseTags, type SimulatorInput, type SimulatorSearch } from "./simulator-search";

interface SimulatorProps {
  viewer: Viewer;
  environments: readonly { id: string; name: string }[];
  search: SimulatorSearch;
}

/** Tries the rules with something that a change could touch. The question is in the address, so it can be kept and shared. */
export async function Simulator({ viewer, environments, search }: SimulatorProps) {
  const t = await getTranslations("policy.simulator");
  const input = parseSimulator(search);
  const isAsked = environments.some(({ id }) => id === input.environmentId);
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col gap-4">
        <p className="text-text-2">{environments.length === 0 ? t("noEnvironments") : t("about")}</p>
        {environments.length > 0 && (
          <SimulatorForm
            // Filled in anew when the address changes, by a link or by going back.
            key={JSON.stringify(input)}
            environments={environments}
            input={input}
            isAsked={isAsked}
          />
        )}
        {isAsked && <Answer viewer={viewer} input={input} />}
      </PanelBody>
    </Panel>
  );
}

async function SimulatorForm({
  environments,
  input,
  isAsked,
}: Pick<SimulatorProps, "environments"> & { input: SimulatorInput; isAsked: boolean }) {
  const [t, tKinds, tImpact] = await Promise.all([
    getTranslations("policy.simulator"),
    getTranslations("kinds"),
    getTranslations("common.impact.long"),
  ]);
  return (
    <Form
      action="/settings/rules"
      scroll={false}
      aria-label={t("title")}
      className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 xl:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <Field label={t("environment")}>
        <Select
          name="environment"
          defaultValue={input.environmentId || environments[0]?.id}
          options={environments.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label={t("kind")}>
        <Select
          name="kind"
          defaultValue={input.kind}
          options={kindNames.map((kind) => ({ value: kind, label: tKinds(`${kind}.label`) }))}
        />
      </Field>
      <Field label={t("impact")}>
        <Select
          name="impact"
          defaultValue={String(input.impact)}
          options={impacts.map((impact) => ({ value: String(impact), label: tImpact(String(impact)) }))}
        />
      </Field>
      <Field label={t("tags")} error={parseTags(input.tags) === null ? t("badTag") : undefined} isOptional>
        <Input name="tags" defaultValue={input.tags} placeholder={t("tagsPlaceholder")} isMono />
      </Field>
      <div className="flex flex-wrap gap-2 xl:mt-6">
        <Button type="submit">{t("show")}</Button>
        {isAsked && (
          <Button asChild variant="quiet">
            <Link href="/settings/rules" scroll={false}>
              {t("clear")}
            </Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

async function Answer({ viewer, input }: { viewer: Viewer; input: SimulatorInput }) {
  const t = await getTranslations("policy.simulator");
  const tags = parseTags(input.tags);
  if (tags === null) return null;
  const { rule, asked } = await simulateRules(viewer, { ...input, tags });
  return (
    <section aria-label={t("title")} aria-live="polite" className="flex flex-col gap-2 border-t border-border pt-3">
      {rule === null ? (
        <Notice tone="degraded">{t("none")}</Notice>
      ) : (
        <>
          <p>
            {t.rich("decides", {
              number: rule.number,
              name: rule.name,
              b: (text) => <b className="font-strong">{text}</b>,
            })}
          </p>
          <WhoWouldApprove requirements={asked.map((one) => ({ ...one, because: [] }))} unmatched={[]} />
        </>
      )}
    </section>
  );
}
