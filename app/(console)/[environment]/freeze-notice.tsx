import { Snowflake } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Viewer } from "@/lib/server/auth/viewer";
import type { Environment } from "@/lib/server/environments/queries";
import { freezesOf } from "@/lib/server/policy/freeze-queries";

/** Says that the whole environment is frozen, until when and why. Nothing while it is not, or while only some of it is. */
export async function FreezeNotice({ viewer, environment }: { viewer: Viewer; environment: Environment }) {
  const [freezes, t] = await Promise.all([freezesOf(viewer, environment.id), getTranslations("policy.freezes")]);
  return freezes
    .filter(({ state, scope }) => state === "active" && scope !== "resources")
    .map(({ id, endsAt, reason }) => (
      <Notice
        key={id}
        icon={Snowflake}
        role="status"
        action={
          <Button asChild size="small">
            <Link href="/settings/freezes">{t("bannerAction")}</Link>
          </Button>
        }
      >
        {t.rich("banner", {
          b: (text) => <b className="font-strong text-text">{text}</b>,
          until: () => <Instant at={endsAt} />,
          reason,
          environment: environment.name,
        })}
      </Notice>
    ));
}
