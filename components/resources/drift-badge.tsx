import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";

interface DriftBadgeProps {
  slug: string;
  /** How many fields differ and are not ignored. */
  fields: number;
  /** It is wanted and not in AWS. */
  isGone: boolean;
}

/** That a resource is otherwise than it is wanted, with the way to decide about it; nothing where it is not. */
export function DriftBadge({ slug, fields, isGone }: DriftBadgeProps) {
  const t = useTranslations("drift.badge");
  if (fields === 0 && !isGone) return null;
  return (
    <Link href={environmentPath(slug, "/drift")} className="hover:underline">
      <Badge tone="degraded">{isGone ? t("gone") : t("fields", { count: fields })}</Badge>
    </Link>
  );
}
