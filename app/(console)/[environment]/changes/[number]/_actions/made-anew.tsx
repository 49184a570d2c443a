import { useTranslations } from "next-intl";
import { connectionPath } from "@/components/connections/connection-path";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { ChangeView } from "@/lib/domain/changes/change-view";

interface MadeAnewProps {
  slug: string;
  change: Pick<ChangeView, "status" | "plan">;
}

/** After connections were made anew: their devices know addresses that are no more. */
export function MadeAnew({ slug, change: { status, plan } }: MadeAnewProps) {
  const t = useTranslations("keys.replaced");
  if (status !== "APPLIED") return null;
  return plan?.diffs
    .filter(({ kind, operation }) => kind === "vpn-connection" && operation === "replace")
    .map(({ key, name }) => (
      <Notice
        key={key}
        tone="degraded"
        action={
          <Button asChild size="small">
            <Link href={connectionPath(slug, key, "keys")}>{t("compare")}</Link>
          </Button>
        }
      >
        {t("notice", { name })}
      </Notice>
    ));
}
