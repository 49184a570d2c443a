import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";

/** Top of a group's page, with the way back to all of them. */
export function GroupHead({ name, description }: { name: string; description: string }) {
  const t = useTranslations("groups");
  return (
    <header>
      <Link href="/settings/groups" className="inline-flex items-center gap-1 text-xs text-muted">
        <ArrowLeft aria-hidden="true" className="size-3" />
        {t("back")}
      </Link>
      <h2 className="break-words">{name}</h2>
      {description && <p className="text-muted">{description}</p>}
    </header>
  );
}
