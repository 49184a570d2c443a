import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Requirement } from "@/lib/domain/changes/rules";
import { namesInWords } from "./names-in-words";

interface WhoWouldApproveProps {
  /** Those of a change (`ChangeView`), or of what one thinks of changing. */
  requirements: readonly {
    count: number;
    from: { what: "anyone" } | { what: "group" | "role"; name: string };
    because: Requirement["because"];
    mayGive: readonly { name: string }[];
  }[];
  /** Names of what no rule matches. */
  unmatched: readonly string[];
}

/** Who would have to approve it, by which rule, and who could. */
export function WhoWouldApprove({ requirements, unmatched }: WhoWouldApproveProps) {
  const t = useTranslations("policy.who");
  if (requirements.length === 0 && unmatched.length === 0) return <p className="text-muted">{t("nothing")}</p>;
  return (
    <>
      {unmatched.length > 0 && <Notice tone="degraded">{t("unmatched", { names: namesInWords(unmatched) })}</Notice>}
      <ul className="flex flex-col gap-2">
        {requirements.map((requirement) => (
          <li key={`${JSON.stringify(requirement.from)} ${requirement.count}`}>
            <Asked requirement={requirement} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Asked({
  requirement: { count, from, because, mayGive },
}: {
  requirement: WhoWouldApproveProps["requirements"][number];
}) {
  const t = useTranslations("policy.who");
  const names = namesInWords(mayGive.map(({ name }) => name));
  const state = mayGive.length === 0 ? "nobody" : mayGive.length < count ? "short" : "could";
  return (
    <>
      <b className="font-medium">{t("asks", { count })}</b>{" "}
      {from.what === "anyone"
        ? t("from.anyone")
        : from.what === "group"
          ? t("from.group", { name: from.name })
          : t("from.role", { role: from.name })}
      <p className={state === "could" ? "text-xs text-muted" : "text-xs text-degraded-text"}>{t(state, { names })}</p>
      {because.map(({ rule, names: touched }) => (
        <p key={rule} className="text-xs text-muted">
          {t("because", { rule, names: namesInWords(touched) })}
        </p>
      ))}
    </>
  );
}
