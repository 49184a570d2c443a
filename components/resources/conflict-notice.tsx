"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { FieldModel } from "./field-model";
import { FieldValue, type LinkOf } from "./field-value";

interface ConflictNoticeProps {
  fields: readonly FieldModel[];
  /** Null when the other one took it away. */
  theirs: Record<string, unknown> | null;
  mine: Record<string, unknown>;
  linkOf: LinkOf;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Two people changed the same resource: both versions, field by field, and nothing is lost before one is chosen. */
export function ConflictNotice({ fields, theirs, mine, linkOf, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const t = useTranslations();
  const rows = fields.flatMap((field) => differing(field, theirs ?? {}, mine));
  return (
    <Notice tone="degraded" role="alert">
      <p>
        <b>{t("resources.conflict.title")}</b> {t("resources.conflict.body")}
      </p>
      <Table label={t("resources.conflict.title")} className="my-2">
        <thead>
          <tr>
            <Th>{t("resources.conflict.field")}</Th>
            <Th>{t("resources.conflict.theirs")}</Th>
            <Th>{t("resources.conflict.mine")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, field, place, theirs: other, mine: own }) => (
            <Tr key={id}>
              <Td>
                {t(`${field.words}.label`)}
                {place !== undefined && ` · ${t("resources.tunnels.tunnel", { number: place })}`}
              </Td>
              <Td>
                <FieldValue field={field} value={other} linkOf={linkOf} />
              </Td>
              <Td>
                <FieldValue field={field} value={own} linkOf={linkOf} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <div className="flex flex-wrap gap-2 pb-1">
        <Button size="small" onClick={onKeepMine}>
          {t("resources.conflict.keepMine")}
        </Button>
        <Button size="small" variant="quiet" onClick={onTakeTheirs}>
          {t("resources.conflict.takeTheirs")}
        </Button>
      </div>
    </Notice>
  );
}

interface Difference {
  id: string;
  field: FieldModel;
  /** 1 or 2, for the fields of a tunnel. */
  place?: number;
  theirs: unknown;
  mine: unknown;
}

function differing(field: FieldModel, theirs: Record<string, unknown>, mine: Record<string, unknown>): Difference[] {
  if (field.widget === "tunnels") {
    return [0, 1].flatMap((place) =>
      (field.fields ?? []).flatMap((option) =>
        differing(option, memberAt(theirs[field.name], place), memberAt(mine[field.name], place)).map((difference) => ({
          ...difference,
          id: `${place}.${difference.id}`,
          place: place + 1,
        })),
      ),
    );
  }
  const [other, own] = [theirs[field.name], mine[field.name]];
  return JSON.stringify(other) === JSON.stringify(own) ? [] : [{ id: field.name, field, theirs: other, mine: own }];
}

function memberAt(list: unknown, place: number): Record<string, unknown> {
  const member: unknown = Array.isArray(list) ? list[place] : undefined;
  return typeof member === "object" && member !== null ? Object.fromEntries(Object.entries(member)) : {};
}
