import { ChevronRight, OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface ErrorStateProps {
  /** What happened to what: "Routes of leeds could not be read." */
  title: ReactNode;
  /** Why, and what still holds or comes next. */
  children?: ReactNode;
  /** A button that does the next thing. */
  action?: ReactNode;
  /** AWS's error code, verbatim. */
  code?: string;
  /** AWS's request id, verbatim; support asks for it. */
  requestId?: string;
  /** The raw answer, cut to what may be shown. */
  detail?: string;
  className?: string;
}

/** Says in place what could not be shown or done. Everything around it stays as it is. */
export function ErrorState({ title, children, action, code, requestId, detail, className }: ErrorStateProps) {
  const t = useTranslations("common.error");
  const hasDetails = code !== undefined || requestId !== undefined || detail !== undefined;
  return (
    <div
      role="alert"
      className={cn("flex items-start gap-2 rounded-md border border-down-line bg-down-bg px-3 py-2", className)}
    >
      <OctagonX aria-hidden="true" strokeWidth={1.75} className="mt-[3px] size-3.5 shrink-0 text-down" />
      <div className="min-w-0 grow">
        <b>{title}</b> {children}
        {hasDetails && (
          <details className="group mt-1 text-xs text-text-2">
            <summary className="flex list-none items-center gap-1 [&::-webkit-details-marker]:hidden">
              <ChevronRight aria-hidden="true" className="size-3 transition-transform group-open:rotate-90" />
              {t("details")}
            </summary>
            <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 pl-4">
              <Detail name={t("code")} value={code} />
              <Detail name={t("requestId")} value={requestId} />
              <Detail name={t("answer")} value={detail} />
            </dl>
          </details>
        )}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}

function Detail({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono break-all select-all">{value}</dd>
    </>
  );
}
