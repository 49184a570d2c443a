import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Approver, supplyOf } from "@/lib/domain/policy/who-can-give";
import { namesInWords } from "./names-in-words";

interface SupplyTextProps {
  line: { count: number; groupId?: string; role?: Approver["roles"][number] };
  approvers: readonly Approver[];
}

/** Who could give what a line of a rule asks for, and whether they are enough. */
export function SupplyText({ line, approvers }: SupplyTextProps) {
  const t = useTranslations("policy.rules");
  const { people, state, without } = supplyOf(approvers, line);
  const names = namesInWords(people.map(({ name }) => name));
  return (
    <>
      {people.length > 0 && <p className="text-xs break-words text-muted">{t("now", { names })}</p>}
      {state !== "enough" && (
        <p className="flex gap-1 text-xs text-degraded-text">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0 text-degraded" />
          {t(`supply.${state}`, { count: people.length, names: namesInWords(without.map(({ name }) => name)) })}
        </p>
      )}
    </>
  );
}
