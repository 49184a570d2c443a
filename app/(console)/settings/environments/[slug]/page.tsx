import { ArrowLeft, ArrowUpRight } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { requireRight } from "@/lib/server/auth/viewer";
import {
  createEnvironmentAction,
  removeEnvironmentAction,
  testConnectionAction,
  updateEnvironmentAction,
} from "@/lib/server/environments/actions";
import { environmentSettings } from "@/lib/server/environments/queries";
import { listReadings } from "@/lib/server/network/list-readings";
import { refreshNowAction } from "@/lib/server/observe/actions";
import { EnvironmentForm } from "../environment-form";
import { formValuesOf } from "../form-values";
import { ReadingsPanel } from "./readings-panel";
import { RemoveEnvironment } from "./remove-environment";

interface EnvironmentPageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const environments = await getTranslations("environments");
  return { title: environments("title") };
}

export default async function EnvironmentPage({ params }: EnvironmentPageProps) {
  const [viewer, { slug }, t, words] = await Promise.all([
    requireRight("administer"),
    params,
    getTranslations("environments.page"),
    getTranslations("kinds"),
  ]);
  const environment = await environmentSettings(viewer, slug);
  if (!environment) notFound();
  const { id, name, isEmpty, credentials } = environment;
  const lists = (await listReadings(viewer, id)).map(({ kinds, ...reading }) => ({
    ...reading,
    shows: kinds.map((kind) => words(`${kind}.plural`)).join(", "),
  }));
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grow">
          <Link href="/settings/environments" className="inline-flex items-center gap-1 text-xs text-muted">
            <ArrowLeft aria-hidden="true" className="size-3" />
            {t("back")}
          </Link>
          <h2>{name}</h2>
        </div>
        <Button asChild>
          <Link href={environmentPath(slug, "/")}>
            {t("open")}
            <ArrowUpRight aria-hidden="true" />
          </Link>
        </Button>
      </header>
      <EnvironmentForm
        key={id}
        environment={{ id, values: formValuesOf(environment), hasKeptKeys: credentials.mode === "keys" }}
        actions={{ create: createEnvironmentAction, update: updateEnvironmentAction, test: testConnectionAction }}
      />
      <ReadingsPanel id={id} name={name} lists={lists} refresh={refreshNowAction} />
      <RemoveEnvironment id={id} name={name} isEmpty={isEmpty} remove={removeEnvironmentAction} />
    </div>
  );
}
