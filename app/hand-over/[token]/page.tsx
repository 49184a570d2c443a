import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { toActionError } from "@/lib/server/action-error";
import { type OpenLink, openLink } from "@/lib/server/handover/visit-link";
import { RefusedLink } from "./refused-link";
import { SharedHandover } from "./shared-handover";
import { ShownOnce } from "./shown-once";

interface LinkPageProps {
  params: Promise<{ token: string }>;
  /** `later`: AWS gave no keys for the file a moment ago. */
  searchParams: Promise<{ later?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("handover-links.visit");
  return { title: t("pageTitle"), referrer: "no-referrer" };
}

/**
 * A hand-over for whoever has a link to it: no sign-in, no shell, and nothing else of the organization. Opening it uses up nothing: what
 * scans mail opens links too.
 */
export default async function LinkPage({ params, searchParams }: LinkPageProps) {
  const [{ token }, { later }] = await Promise.all([params, searchParams]);
  const opened = await open(token);
  if ("code" in opened) return <RefusedLink refusal={opened} />;
  return (
    <Words of="hand-over-link">
      {opened.page ? (
        <SharedHandover token={token} link={opened} page={opened.page} />
      ) : (
        <ShownOnce token={token} link={opened} hasFailed={later === "1"} />
      )}
    </Words>
  );
}

async function open(token: string): Promise<OpenLink | ReturnType<typeof toActionError>> {
  try {
    return await openLink({ token, headers: await headers() });
  } catch (error) {
    return toActionError(error);
  }
}
