import { useTranslations } from "next-intl";
import type { ActionResult } from "@/components/actions/use-act";
import { BothZones } from "@/components/policy/both-zones";
import { FreezeScopeText } from "@/components/policy/freeze-scope-text";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { FreezeRow } from "@/lib/server/policy/freeze-queries";
import { LiftFreeze } from "./lift-freeze";

interface FreezeTableProps {
  label: string;
  freezes: FreezeRow[];
  /** Null for who may not. */
  lift: ((input: { id: string }) => Promise<ActionResult<void>>) | null;
}

/** Freezes of one state. Past ones say how they ended instead of offering to. */
export function FreezeTable({ label, freezes, lift }: FreezeTableProps) {
  const t = useTranslations("policy.freezes");
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t("reason")}</Th>
          <Th>{t("scope")}</Th>
          <Th>{t("from")}</Th>
          <Th>{t("until")}</Th>
          <Th>{t("by")}</Th>
          <Th>
            <span className="sr-only">{t("actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {freezes.map((freeze) => (
          <Tr key={freeze.id}>
            <Td className="min-w-48 py-1.5 font-medium whitespace-normal">{freeze.reason}</Td>
            <Td className="min-w-48 py-1.5 whitespace-normal">
              <FreezeScopeText freeze={freeze} />
            </Td>
            <Td className="py-1.5">
              <BothZones at={freeze.startsAt} />
            </Td>
            <Td className="py-1.5">
              <BothZones at={freeze.liftedAt ?? freeze.endsAt} />
            </Td>
            <Td className="py-1.5">{freeze.createdByName}</Td>
            <Td className="py-1.5 text-right">
              <Ending freeze={freeze} lift={lift} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Ending({ freeze, lift }: { freeze: FreezeRow; lift: FreezeTableProps["lift"] }) {
  const t = useTranslations("policy.freezes");
  const { id, state, reason, liftedByName } = freeze;
  switch (state) {
    case "lifted":
      return <span className="text-muted">{t("liftedBy", { name: liftedByName ?? "" })}</span>;
    case "ended":
      return <span className="text-muted">{t("ended")}</span>;
    case "active":
    case "coming":
      return lift && <LiftFreeze id={id} reason={reason} isComing={state === "coming"} action={lift} />;
    default: {
      const impossible: never = state;
      throw new Error(`Unknown state of a freeze: ${impossible}`);
    }
  }
}
