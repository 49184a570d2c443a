import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { ErrorState } from "@/components/ui/error-state";
import type { ListReading } from "@/lib/server/network/list-readings";

type Failing = ListReading & { failure: NonNullable<ListReading["failure"]> };

/** Why a list is not what EC2 has at this moment, and since when. */
export function ListFailure({ reading: { action, readAt, failure } }: { reading: Failing }) {
  const t = useTranslations("resources.failure");
  return (
    <ErrorState
      className="mb-4"
      title={t("title", { action })}
      code={failure.code}
      requestId={failure.requestId ?? undefined}
      detail={failure.message || undefined}
    >
      {t.rich("since", { age: () => <Age since={failure.since} form="ago" /> })}{" "}
      {readAt === null ? t("never") : t.rich("showing", { age: () => <Age since={readAt} form="ago" /> })}
    </ErrorState>
  );
}
