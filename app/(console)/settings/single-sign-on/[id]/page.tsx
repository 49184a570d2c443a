import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { removeProviderAction, saveProviderAction, testProviderAction } from "@/lib/server/auth/sso/actions";
import { listProviders, redirectUriOf } from "@/lib/server/auth/sso/providers";
import { requireRight } from "@/lib/server/auth/viewer";
import { ProviderForm } from "../provider-form";
import { SLUG_PLACE } from "../redirect-uri";
import { RemoveProvider } from "../remove-provider";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.sso");
  return { title: t("title") };
}

export default async function ProviderPage({ params }: { params: Promise<{ id: string }> }) {
  const [viewer, { id }] = await Promise.all([requireRight("administer"), params]);
  const provider = (await listProviders(viewer)).find((one) => one.id === id);
  if (!provider) notFound();
  return (
    <Words of="single-sign-on">
      <div className="flex max-w-3xl flex-col gap-5">
        <h2>{provider.name}</h2>
        <ProviderForm
          provider={provider}
          redirectUri={redirectUriOf(SLUG_PLACE)}
          actions={{ save: saveProviderAction, test: testProviderAction }}
        />
        <RemoveProvider id={provider.id} name={provider.name} remove={removeProviderAction} />
      </div>
    </Words>
  );
}
