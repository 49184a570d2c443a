import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-2 px-6 py-24">
      <h1>{t("title")}</h1>
      <p className="text-text-2">{t("body")}</p>
      <Button asChild variant="primary" className="mt-3">
        <Link href="/">{t("action")}</Link>
      </Button>
    </main>
  );
}
