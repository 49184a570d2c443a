import type { Metadata } from "next";
import { getNow, getTimeZone, getTranslations } from "next-intl/server";
import { BackLink } from "@/components/policy/back-link";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Words } from "@/i18n/words";
import { kindNames } from "@/lib/domain/kinds";
import { wallTime } from "@/lib/domain/policy/wall-time";
import { requireRight } from "@/lib/server/auth/viewer";
import { listEnvironments } from "@/lib/server/environments/queries";
import { createFreezeAction, findFreezableAction } from "@/lib/server/policy/actions";
import { lastEnvironment } from "../../../last-environment";
import { FreezeForm } from "./freeze-form";

const DAY_MS = 24 * 60 * 60_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.freeze"))("title") };
}

export default async function NewFreezePage() {
  const viewer = await requireRight("administer");
  const [environments, last, t, tKinds, timeZone, now] = await Promise.all([
    listEnvironments(viewer),
    lastEnvironment(viewer),
    getTranslations("policy.freeze"),
    getTranslations("kinds"),
    getTimeZone(),
    getNow(),
  ]);
  return (
    <Words of="freeze">
      <PageCrumb crumbs={[{ label: t("title") }]} />
      <div className="flex max-w-2xl flex-col gap-4">
        <header>
          <BackLink href="/settings/freezes">{t("back")}</BackLink>
          <h2>{t("title")}</h2>
        </header>
        <FreezeForm
          environments={environments.map(({ id, name }) => ({ value: id, label: name }))}
          environmentId={last?.id ?? ""}
          kindLabels={Object.fromEntries(kindNames.map((kind) => [kind, tKinds(`${kind}.label`)]))}
          startsAt={wallTime(now, timeZone)}
          endsAt={wallTime(new Date(now.getTime() + DAY_MS), timeZone)}
          actions={{ create: createFreezeAction, find: findFreezableAction }}
        />
      </div>
    </Words>
  );
}
