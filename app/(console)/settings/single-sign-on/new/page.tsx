import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { saveProviderAction, testProviderAction } from "@/lib/server/auth/sso/actions";
import { redirectUriOf } from "@/lib/server/auth/sso/providers";
import { requireRight } from "@/lib/server/auth/viewer";
import { ProviderForm } from "../provider-form";
import { SLUG_PLACE } from "../redirect-uri";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.sso");
  return { title: t("new") };
}

export default async function NewProviderPage() {
  await requireRight("administer");
  const t = await getTranslations("access.sso");
  return (
    <Words of="single-sign-on">
      <div className="max-w-3xl">
        <h2 className="mb-1">{t("new")}</h2>
        <p className="mb-4 text-muted">{t("newText")}</p>
        <ProviderForm
          provider={null}
          redirectUri={redirectUriOf(SLUG_PLACE)}
          actions={{ save: saveProviderAction, test: testProviderAction }}
        />
      </div>
    </Words>
  );
}
