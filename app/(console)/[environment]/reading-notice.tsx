import { getTranslations } from "next-intl/server";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Fact, Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Viewer } from "@/lib/server/auth/viewer";
import type { Environment } from "@/lib/server/environments/queries";
import { type ListReading, listReadings } from "@/lib/server/network/list-readings";
import { type FailingCause, failingCauses } from "./failing-causes";

/** Says what of the environment cannot be read, since when and why. Nothing while all is read. */
export async function ReadingNotice({ viewer, environment }: { viewer: Viewer; environment: Environment }) {
  const [lists, t] = await Promise.all([listReadings(viewer, environment.id), getTranslations()]);
  const causes = failingCauses(lists);
  if (causes.length === 0) {
    const isFirst = lists.every(({ readAt, failure }) => readAt === null && failure === null);
    return isFirst && <Notice tone="pending">{t("environments.notice.first", { name: environment.name })}</Notice>;
  }
  const settings = viewer.can("administer") && (
    <Button asChild size="small">
      <Link href={`/settings/environments/${environment.slug}`}>{t("environments.notice.details")}</Link>
    </Button>
  );
  return (
    <div className="flex flex-col gap-2">
      {causes.map(({ code, category, since, failing, latest }) => (
        <Notice key={code} tone="unknown" role="status" action={settings}>
          {t.rich(noticeKey(category, failing.length === lists.length), {
            kinds: kindsOf(failing)
              .map((kind) => t(`kinds.${kind}.plural`))
              .join(", "),
            cause: t(`environments.failure.${category}`),
            found: latest.message,
            expected: environment.awsAccountId ?? "",
            since: () => <Age since={since.toISOString()} />,
          })}{" "}
          <span className="mono text-muted">{code}</span>
          <LastAnswer code={code} latest={latest} />
        </Notice>
      ))}
    </div>
  );
}

/** Another account is told with both numbers: it is seldom the one that somebody thinks of. */
function noticeKey(category: FailingCause["category"], isAll: boolean) {
  if (category === "account") return "environments.notice.account";
  return isAll ? "environments.notice.all" : "environments.notice.some";
}

/** AWS's own words and the request they belong to, folded. */
async function LastAnswer({ code, latest }: Pick<FailingCause, "code" | "latest">) {
  const t = await getTranslations("common.error");
  const { action, message, requestId } = latest;
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-pointer text-muted">{t("details")}</summary>
      <Facts className="mt-1">
        <Fact name={t("call")} className="mono">
          {action}
        </Fact>
        <Fact name={t("code")} className="mono">
          {code}
        </Fact>
        {message && <Fact name={t("answer")}>{message}</Fact>}
        {requestId && (
          <Fact name={t("requestId")}>
            <CopyId id={requestId} />
          </Fact>
        )}
      </Facts>
    </details>
  );
}

function kindsOf(lists: readonly ListReading[]): string[] {
  return lists.flatMap(({ kinds }) => kinds);
}
